# Two stages: the first builds the wheel (with Node from PyPI), the second only runs it.
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
# To print, 400 MB more: docker build --build-arg PRINT=yes. Chromium's own sandbox needs what containers
# are usually refused, hence VIGIE_PRINT_SANDBOX=false there; it draws our page alone, and reaches no network.
ARG PRINT=no
RUN if [ "$PRINT" = yes ]; then apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*; fi
RUN useradd --create-home --uid 10001 vigie && mkdir /data /maps && chown vigie /data /maps
COPY --from=build /wheels /wheels
RUN if [ "$PRINT" = yes ]; then extra='[print]'; fi && pip install --no-cache-dir "$(ls /wheels/*.whl)$extra" && rm -r /wheels
USER vigie
WORKDIR /data
VOLUME /data
# Answers to localhost alone until VIGIE_HOSTS says by which names it is called. On PostgreSQL, VIGIE_WORKERS processes serve.
ENV VIGIE_HOST=0.0.0.0 VIGIE_PORT=8050 VIGIE_STORE=sqlite:////data/vigie.gpkg
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8050/health', timeout=4)"]
CMD ["vigie", "serve"]
