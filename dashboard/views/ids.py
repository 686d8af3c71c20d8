"""Every component id, once. Callbacks and layout both import from here."""

# What the page is about
ADDRESS = "address"
OPERATION = "operation"
SETTING = "setting"  # the chosen operation, its layers and words, for the browser
HEAD = "head"  # the number of the last entry this page holds

# Header
PROVIDER = "provider"
INSTANT = "instant"
INSTANT_DAY = "instant-day"
INSTANT_AGE = "instant-age"
WAY = "way-of-seeing"
KNOWN_AT = "known-at"
LANGUAGE = "language"
THEME = "theme"
CONNECTION = "connection"
EXERCISE = "exercise"
NOTICES = "notices"

# Opening an operation
OPEN = "open"
OPEN_DIALOG = "open-dialog"
OPEN_NAME = "open-name"
OPEN_STARTS = "open-starts"
OPEN_ENDS = "open-ends"
OPEN_ZONE = "open-zone"
OPEN_EXERCISE = "open-exercise"
OPEN_REFUSAL = "open-refusal"
OPEN_CONFIRM = "open-confirm"

# Map and layers
MAP = "map"
BASE_MAP = "base-map"
LAYERS_ON = "layers-on"
LEGEND = "legend"
EMPTY_MAP = "empty-map"

# Log
LOG = "log"
LOG_FOCUS = "log-focus"
LOG_SEARCH = "log-search"
LOG_EMPTY = "log-empty"
ENTRY = "entry"

# Timeline
SLIDER = "time-slider"
STRIP = "strip"  # holds the density strip once there is one
DENSITY = "density"
CURSOR = "cursor"
PLAY = "play"
PLAY_SIGN = "play-sign"
SPEED = "speed"
PREVIOUS = "previous-entry"
NEXT = "next-entry"
LIVE = "live"
LIVE_SIGN = "live-sign"
FIGURES = "figures"

# Writing
COMPOSER = "composer"
COMPOSER_TITLE = "composer-title"
TEXT = "entry-text"
CATEGORY = "entry-category"
PRIORITY = "entry-priority"
WHEN = "entry-when"
WHEN_AT = "entry-when-at"
OBJECTS = "entry-objects"
POINT = "entry-point"
POINT_SAID = "entry-point-said"
RECORD = "record"
CANCEL = "cancel"
REFUSAL = "refusal"
CONFIRM = "confirm"
CORRECT = "correct"
STRIKE = "strike"
STRIKE_REASON = "strike-reason"
STRIKE_CONFIRM = "strike-confirm"
STRIKE_DIALOG = "strike-dialog"
STRIKE_REFUSAL = "strike-refusal"
HELP = "help"
HELP_DIALOG = "help-dialog"
