# Builds the program from these sources, and runs it with a Java alone:
#   docker build -t constellation .
#   docker run --rm -v "$PWD:/work" constellation dimension --pairs 1e10 --margin 0.0142 --bias 0.0627
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
RUN mvn -B -ntp -Pdist package -DskipTests -Dspotbugs.skip \
    && mkdir /constellation \
    && tar xzf solver/target/constellation-*.tar.gz -C /constellation --strip-components 1

FROM eclipse-temurin:17-jre
COPY --from=build /constellation /opt/constellation
# The first run prepares the classes for this Java.
RUN /opt/constellation/constellation --version
WORKDIR /work
ENTRYPOINT ["/opt/constellation/constellation"]
