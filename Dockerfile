# docker build -t verdiff .
# docker run --rm -v "$PWD:/work:ro" verdiff check main:churn.yaml churn.yaml
FROM debian:bookworm-slim AS build
COPY . /source
WORKDIR /source
RUN ./dev package

FROM debian:bookworm-slim
COPY --from=build /source/build/packages/verdiff_*.deb /tmp/
# git is for operands such as main:churn.yaml. It trusts the mounted work tree although another user owns it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git /tmp/verdiff_*.deb \
    && rm -rf /var/lib/apt/lists/* /tmp/verdiff_*.deb \
    && git config --system --add safe.directory /work
USER nobody
WORKDIR /work
ENTRYPOINT ["verdiff"]
