# docker build -t verdiff .
# docker run --rm -v "$PWD:/work:ro" verdiff check --all
FROM debian:bookworm-slim AS build
COPY . /source
WORKDIR /source
RUN ./dev static

FROM debian:bookworm-slim
# git is for everything that is compared with a revision. Systems of CI mount work trees that somebody else owns.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /source/build/static/cmd/verdiff/verdiff /usr/local/bin/verdiff
USER nobody
WORKDIR /work
ENTRYPOINT ["verdiff"]
