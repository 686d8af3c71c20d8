"""Every component id, once. Callbacks and layout both import from here."""

# What the page is about
ADDRESS = "address"
OPERATION = "operation"
LISTED = "listed"  # asks for the list of operations again
RENEWED = "renewed"  # asks for the setting again: what may be done has changed
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
PHASE = "phase"  # says that an operation is closed
SEEN_AS = "seen-as"  # says through whose eyes one sees
NOTICES = "notices"

# Toolbar
TOOLBAR = "toolbar"
TOOLBAR_MENU = "toolbar-menu"
READ_ALL = "read-all"
SEE_AS = "see-as"
PERSON = "person"  # which of the demonstration's people one is

# Sharing
SHARE = "share"
SHARE_DIALOG = "share-dialog"
SHARE_LIST = "share-list"
SHARE_FORM = "share-form"
SHARE_ORGANISATION = "share-organisation"
SHARE_LEVEL = "share-level"
SHARE_STARTS = "share-starts"
SHARE_ENDS = "share-ends"
SHARE_REASON = "share-reason"
SHARE_REFUSAL = "share-refusal"
SHARE_CONFIRM = "share-confirm"

# Life of the operation
LIFE = "life"
LIFE_DIALOG = "life-dialog"
LIFE_NOW = "life-now"
LIFE_LIST = "life-list"
LIFE_REASON = "life-reason"
LIFE_REFUSAL = "life-refusal"
LIFE_ACTIVATE = "life-activate"
LIFE_CLOSE = "life-close"
LIFE_REOPEN = "life-reopen"
LIFE_ARCHIVE = "life-archive"

# Directory
DIRECTORY = "directory"
DIRECTORY_DIALOG = "directory-dialog"
DIRECTORY_FILTER = "directory-filter"
DIRECTORY_WHEN = "directory-when"
DIRECTORY_LIST = "directory-list"
PERSON_TITLE = "person-title"
PERSON_NAME = "person-name"
PERSON_FUNCTION = "person-function"
PERSON_ORGANISATION = "person-organisation"
PERSON_PHONE = "person-phone"
PERSON_TALKGROUP = "person-talkgroup"
PERSON_COMMENT = "person-comment"
PERSON_REFUSAL = "person-refusal"
PERSON_CONFIRM = "person-confirm"
PERSON_NEW = "person-new"

# Documents
DOCUMENTS = "documents"
DOCUMENTS_DIALOG = "documents-dialog"
DOCUMENTS_LIST = "documents-list"
DOCUMENTS_TO = "documents-to"
DOCUMENTS_AUDIENCE = "documents-audience"
DOCUMENTS_AUDIENCE_OF = "documents-audience-of"
DOCUMENTS_EMBARGO = "documents-embargo"
DOCUMENTS_DROP = "documents-drop"
DOCUMENTS_FIELD = "documents-field"
DOCUMENTS_PROGRESS = "documents-progress"
DOCUMENTS_REFUSAL = "documents-refusal"
ATTACH = "attach"

# Who may read an entry
RESERVE = "reserve"
RESERVE_DIALOG = "reserve-dialog"
RESERVE_WHAT = "reserve-what"
RESERVE_AUDIENCE = "reserve-audience"
RESERVE_AUDIENCE_OF = "reserve-audience-of"
RESERVE_EMBARGO = "reserve-embargo"
RESERVE_REFUSAL = "reserve-refusal"
RESERVE_CONFIRM = "reserve-confirm"

# Opening an operation
OPEN = "open"
OPEN_DIALOG = "open-dialog"
OPEN_NAME = "open-name"
OPEN_STARTS = "open-starts"
OPEN_ENDS = "open-ends"
OPEN_ZONE = "open-zone"
OPEN_EXERCISE = "open-exercise"
OPEN_CONTINUOUS = "open-continuous"
OPEN_MODEL = "open-model"
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
ENTRY_READ = "entry-read"  # who has read and understood it
ACKNOWLEDGE = "acknowledge"
ENTRY_REFUSAL = "entry-refusal"

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
AUDIENCE = "entry-audience"
AUDIENCE_OF = "entry-audience-of"
EMBARGO = "entry-embargo"
RECORD = "record"
CANCEL = "cancel"
REFUSAL = "refusal"
SIGN_IN_AGAIN = "sign-in-again"
CONFIRM = "confirm"
CORRECT = "correct"
STRIKE = "strike"
STRIKE_REASON = "strike-reason"
STRIKE_CONFIRM = "strike-confirm"
STRIKE_DIALOG = "strike-dialog"
STRIKE_REFUSAL = "strike-refusal"
HELP = "help"
HELP_DIALOG = "help-dialog"

# Finding
FIND = "find"
FIND_LIST = "find-list"
FOUND = "found"
FOUND_SAID = "found-said"
FOUND_BACK = "found-back"  # to the instant shown before
FOUND_WRITE = "found-write"  # about the place that was found
FOUND_CLOSE = "found-close"
