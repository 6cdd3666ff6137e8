# syntax=docker/dockerfile:1
# The API and the command line. `docker compose up` starts it beside Neo4j; alone it keeps a SQLite store in the volume /data.

FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/phahe \
    && /opt/phahe/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY graph ./graph
COPY ingest ./ingest
COPY viz ./viz
COPY api ./api
RUN /opt/phahe/bin/pip install --no-cache-dir --no-build-isolation --no-deps .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home phahe \
    && install --directory --owner=phahe --group=phahe /data
COPY --from=build /opt/phahe /opt/phahe
ENV PATH=/opt/phahe/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PHAHE_STORE=sqlite:////data/phahe.db
USER phahe
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/v1/health', timeout=3)"]
ENTRYPOINT ["phahe"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
