# Two stages, so that neither pip's cache nor the build back end reaches the image that runs.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements/build.txt requirements/run.txt requirements/
RUN python -m venv /opt/kolcrisis \
 && /opt/kolcrisis/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt \
 && pip install --no-cache-dir --require-hashes -r requirements/build.txt
COPY pyproject.toml LICENSE ./
COPY bot bot
COPY handlers handlers
COPY storage storage
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/kolcrisis/bin/pip install --no-cache-dir --no-deps --no-index /wheels/*.whl

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin kolcrisis \
 && install --directory --owner=kolcrisis --group=kolcrisis --mode=0700 /data
COPY --from=build /opt/kolcrisis /opt/kolcrisis
ENV PATH=/opt/kolcrisis/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    KOLCRISIS_HOST=0.0.0.0 \
    KOLCRISIS_PORT=3000 \
    KOLCRISIS_DATABASE_URL=sqlite+aiosqlite:////data/kolcrisis.sqlite3
WORKDIR /data
# By number, so that an orchestrator can see that it is not root.
USER 10001
VOLUME /data
EXPOSE 3000
# /healthz says that the process lives; whether it may take traffic is /readyz, for the load balancer.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['KOLCRISIS_PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["kolcrisis"]
CMD ["run"]
