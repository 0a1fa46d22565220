// Generated from openapi/openapi.json by `npm run build:openapi`. Do not edit.
export interface paths {
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who did what, newest first
         * @description About the last 10,000 entries; the log of the service has all of them, as lines with `"audit": true`.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The job spec; layers, losses, optimizers, schedules, augmentations, initializers, presets and experiments with their options */
        get: operations["getCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the book's experiments, in its order */
        get: operations["listExperiments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/experiments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an experiment: what it starts and what should come out */
        get: operations["getExperiment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/experiments/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the runs of an experiment, newest first */
        get: operations["listExperimentRuns"];
        put?: never;
        /**
         * Run an experiment
         * @description Its jobs and sweeps are ordinary ones: they can be followed, and their models stay.
         */
        post: operations["createExperimentRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/experiments/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a run of an experiment and its report */
        get: operations["getExperimentRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/experiments/runs/{id}/figure.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the figure of a run */
        get: operations["getExperimentRunFigure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the consumers seen in the last ten minutes */
        get: operations["listConsumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List datasets */
        get: operations["listDatasets"];
        put?: never;
        /**
         * Upload a dataset
         * @description Answers 201 when everything is checked and stored, and 200 when the same content has that name already. Nothing is kept of what is refused.
         *
         *     - `idx`: MNIST's own format: images [count, height, width] (or [count, height, width, channels], or flat) and labels [count] in bytes, each gzipped or not. Bytes stand for value/255.
         *     - `npz`: NumPy arrays x_train, y_train, x_test, y_test; or x and y, divided by testFraction. x: [count, features], [count, height, width] or [count, height, width, channels]; uint8 stands for value/255. y: whole numbers from 0.
         *     - `csv`: One sample per row, features as numbers, one column of labels. A part "test" with a second file is the test split; without it testFraction divides.
         *     - `images`: A ZIP of PNG, JPEG and WebP images in a folder per class, below train/ and test/ or divided by testFraction. Resized without keeping the aspect, grey by default; transparency over black.
         */
        post: operations["createDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a dataset */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        /**
         * Delete an uploaded dataset
         * @description Refused while a job that trains on it is not finished. Models trained on it stay.
         */
        delete: operations["deleteDataset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{name}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at samples of a dataset */
        get: operations["listDatasetSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch all jobs
         * @description A live stream for lists: `snapshot`, the 100 newest jobs as GET /api/v1/jobs lists them, then `job`, the whole job, whenever one changes, at most four times a second for each.
         *     It cannot be replayed: a new connection begins with a new snapshot. The events of one job, each exactly once: GET /api/v1/jobs/{id}/events.
         */
        get: operations["watchJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gradient-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare numerical with back-propagated gradients
         * @description Every parameter and every input of a random batch is moved by h in both directions, in double precision (Deep Learning from Scratch, ch. 5.7.3). Nothing is stored.
         */
        post: operations["createGradientCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List jobs, newest first */
        get: operations["listJobs"];
        put?: never;
        /**
         * Create a training job, or plan one
         * @description Answers 201 when the job is stored. With `dryRun=true` nothing is queued and the plan is answered: shapes, parameters, memory, estimated time.
         */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description A queued job ends at once, a running one after its current step. Cancelling a cancelled job changes nothing; one that succeeded or failed answers 409.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the checkpoints of a job that are kept, oldest first */
        get: operations["listJobCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow or list the events of a job
         * @description With `Accept: text/event-stream` a live stream: `id` is the event's `seq`, the event's name is its `type`, `end` is the last.
         *     A finished job with nothing left answers 204. Otherwise the events so far as a list.
         */
        get: operations["listJobEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on from a checkpoint in another way
         * @description A new job with this one as parent: it begins with the weights of the checkpoint, and with the state of its optimizer where that is the same; step and schedule go on from there. 409 where there is no checkpoint.
         */
        post: operations["forkJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look into a network while it trains, and at what it reads wrongly afterwards
         * @description Of jobs whose spec has `insights`.
         */
        get: operations["getJobInsights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the metric histories of a job */
        get: operations["getJobMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a job
         * @description A waiting job is paused at once; a running one saves after its current step (`pausing`) and frees its threads. One that is paused stays so; one that has ended answers 409.
         */
        post: operations["pauseJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict with the newest checkpoint of a job
         * @description While it runs, or is paused, or where it ended early: `version` is null, and `step` says which checkpoint answered. A job that has succeeded answers with its model. 409 while there is no checkpoint.
         */
        post: operations["predictJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/reproduce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do a job again and compare the bytes
         * @description A new job with the same spec and this one as parent; its `reproduction.identical` says in the end whether the weights have the same SHA-256. 409 where the job has not succeeded.
         */
        post: operations["reproduceJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a paused job
         * @description It goes on from its checkpoint, and gives the weights it would have given. One that waits or runs already answers 200 and changes nothing; others answer 409.
         */
        post: operations["resumeJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do a job again
         * @description A new job with the same spec and this one as parent; the answer is that job. 409 where the job has not ended.
         */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a job early and keep what it has
         * @description It succeeds with stopReason `user`; its model is the best so far where checkpoint.keepBest says so, else the last. The wish outlives crashes. 409 where there is nothing to keep yet, or the job has ended.
         */
        post: operations["stopJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys, oldest first
         * @description Revoked and expired ones too; the key of the settings is the first, with the id `root`.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make an API key
         * @description The answer holds the key, this once. Idempotency-Key is refused here.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description No process takes it from the next request on, nor a session made with it. Its jobs go on. The key of the settings answers 409.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List models by name */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a model */
        get: operations["getModel"];
        put?: never;
        post?: never;
        /**
         * Delete a model with all its versions
         * @description Refused while it has aliases. Jobs stay. The numbers of its versions are never used again: a model of that name goes on counting.
         */
        delete: operations["deleteModel"];
        options?: never;
        head?: never;
        /** Describe a model, give it tags */
        patch: operations["updateModel"];
        trace?: never;
    };
    "/api/v1/models/{name}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the aliases of a model
         * @description All of them: a model has at most 100.
         */
        get: operations["listAliases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/aliases/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an alias with its history */
        get: operations["getAlias"];
        /**
         * Let an alias name a version
         * @description Made where it is new. The version is loaded first; then requests by alias go over to it, none of them is dropped. `latest` moves by itself and is refused.
         */
        put: operations["setAlias"];
        post?: never;
        /**
         * Delete an alias
         * @description The version stays. Given again, the alias has its history back.
         */
        delete: operations["deleteAlias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/aliases/{alias}/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Predict with the version that an alias names */
        post: operations["predictAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/aliases/{alias}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an alias name the version it named before
         * @description Repeated, it goes back further; versions that were deleted are passed over. Say `expected` where a request may be sent twice.
         */
        post: operations["rollBackAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two versions
         * @description Differences of their specs, metrics side by side, how far their weights lie apart.
         */
        get: operations["compareModelVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict with the newest version of a model
         * @description Images also as a form: one file `image` for each sample, the other members as fields. Rows of little-endian float32 are read with Content-Type application/octet-stream, and answered when Accept asks for it.
         */
        post: operations["predictModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of a model, newest first */
        get: operations["listModelVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a version of a model, with the course of its training */
        get: operations["getModelVersion"];
        put?: never;
        post?: never;
        /**
         * Delete a version
         * @description Refused while an alias names it; `latest` is none that protects, it moves to the newest that is left. The number is never used again.
         */
        delete: operations["deleteModelVersion"];
        options?: never;
        head?: never;
        /**
         * Describe a version, give it tags
         * @description What it computes never changes.
         */
        patch: operations["updateModelVersion"];
        trace?: never;
    };
    "/api/v1/models/{name}/versions/{version}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the card of a version
         * @description What it is, its data, network, metrics and course, and commands that call it. As a page with `format=markdown`, or where Accept asks for text/markdown.
         */
        get: operations["getModelCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/versions/{version}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Take a version elsewhere */
        get: operations["exportModelVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/versions/{version}/feature-maps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See what a layer makes of a sample */
        post: operations["createFeatureMaps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{name}/versions/{version}/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Predict with one version of a model */
        post: operations["predictModelVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register weights from outside
         * @description Answers 201 with the new version. Pickles are read as data by a parser that knows arrays only: no code in them is ever run. Nothing is kept of what is refused.
         */
        post: operations["importModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a browser out */
        delete: operations["closeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that signs a browser in
         * @description It works once, within 10 minutes; the session lasts 12 hours, may do what the key may that made the link, and ends with that key.
         */
        post: operations["createSessionLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sweeps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sweeps, newest first */
        get: operations["listSweeps"];
        put?: never;
        /**
         * Search for the best settings of a job
         * @description Every trial is checked before anything is accepted, and becomes an ordinary job whose parent is the sweep. Draws depend on the seed and the number of the trial only.
         */
        post: operations["createSweep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sweeps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a sweep, its counts and its best trial */
        get: operations["getSweep"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sweeps/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a sweep and the trials that have not ended */
        post: operations["cancelSweep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sweeps/{id}/trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all trials of a sweep, as JSON or as a table
         * @description As CSV with `format=csv`, or where Accept asks for text/csv.
         */
        get: operations["listTrials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a ticket for an event stream
         * @description An EventSource cannot send a key: `?ticket=` opens one event stream, once, within 60 seconds, and nothing else. Ask for a new one to connect again.
         */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs */
        get: operations["livez"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign a browser in with a link */
        get: operations["openSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics of the API in the text format of Prometheus
         * @description With the jobs by state, which are the same whichever API process is asked. Consumers answer with theirs on HEALTH_PORT.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether jobs can be taken */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions that answer */
        get: operations["tensorflowModelStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}:predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Predict with the newest version */
        post: operations["tensorflowPredict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which version a label names */
        get: operations["tensorflowLabelStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/labels/{label}:predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Predict with the version of a label */
        post: operations["tensorflowPredictLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/labels/{label}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the version of a label takes and answers */
        get: operations["tensorflowLabelMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the newest version takes and answers */
        get: operations["tensorflowModelMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a version answers */
        get: operations["tensorflowVersionStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}:predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Predict with one version */
        post: operations["tensorflowPredictVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a version takes and answers */
        get: operations["tensorflowVersionMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this server is */
        get: operations["openInferenceServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server runs */
        get: operations["openInferenceLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server can answer */
        get: operations["openInferenceReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the newest version takes and answers */
        get: operations["openInferenceModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/infer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict with the newest version
         * @description With `Inference-Header-Content-Length` the body is that many bytes of JSON and then the bytes of the tensors.
         */
        post: operations["openInferenceInfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the newest version can answer */
        get: operations["openInferenceModelReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a version takes and answers */
        get: operations["openInferenceVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/versions/{version}/infer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict with one version
         * @description With `Inference-Header-Content-Length` the body is that many bytes of JSON and then the bytes of the tensors.
         */
        post: operations["openInferenceInferVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/versions/{version}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a version can answer */
        get: operations["openInferenceVersionReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A name for a version that can be moved to another. */
        Alias: {
            alias: string;
            /** @description Newest first, the last 200. Of `latest` it is empty: versions say when they were made. */
            history: {
                /** @enum {string} */
                action: "set" | "rolled-back" | "deleted";
                /** @description ISO 8601, UTC. */
                at: string;
                /** @description The API key. */
                by: {
                    keyId: string;
                    name: string;
                };
                /** @description What it named before. */
                from: number | null;
                /** @description What it named from then on; null: nothing. */
                version: number | null;
            }[];
            model: string;
            /** @constant */
            object: "alias";
            /** @description The version that it names. */
            version: number;
        };
        AliasRequestInput: {
            /** @description The version that it has to name now, null: none. With another the answer is 409 and nothing changes. */
            expected?: number | null;
            /** @description Number of the version that it names from now on. */
            version: number;
        };
        AuditEntry: {
            /** @enum {string} */
            action: "key.created" | "key.revoked" | "session.link-created" | "session.opened" | "session.closed" | "authentication.failed" | "job.cancelled" | "job.deleted" | "sweep.cancelled" | "dataset.deleted" | "model.imported" | "model.updated" | "model.deleted" | "model-version.updated" | "model-version.deleted" | "alias.set" | "alias.rolled-back" | "alias.deleted";
            address: string;
            /** @description ISO 8601, UTC. */
            at: string;
            id: string;
            /** @description Who did it; null: somebody unknown. */
            keyId: string | null;
            /** @constant */
            object: "audit_entry";
            requestId: string;
            /** @description What it was done to. */
            target: string | null;
        };
        /** @description Where a figure of an experiment should lie. */
        Band: {
            /** @description What is measured, on what. */
            label: string;
            /** @description Null: no lower end. */
            least: number | null;
            /** @description Null: no upper end. */
            most: number | null;
            name: string;
            /** @enum {string} */
            unit: "share" | "number";
        };
        /** @description Everything a network and its training can be made of. */
        Catalogue: {
            augmentations: components["schemas"]["CatalogueEntry"][];
            experiments: components["schemas"]["Experiment"][];
            initializers: components["schemas"]["CatalogueEntry"][];
            layers: components["schemas"]["CatalogueEntry"][];
            losses: components["schemas"]["CatalogueEntry"][];
            /** @constant */
            object: "catalogue";
            optimizers: components["schemas"]["CatalogueEntry"][];
            presets: components["schemas"]["CatalogueEntry"][];
            schedules: components["schemas"]["CatalogueEntry"][];
            /** @description JSON Schema of a job spec; what networks, losses and so on can be named in it follows. */
            spec: {
                [key: string]: unknown;
            };
        };
        /** @description Something a spec can name. */
        CatalogueEntry: {
            defaults: {
                book: {
                    [key: string]: unknown;
                };
                modern: {
                    [key: string]: unknown;
                };
            };
            /** @description JSON Schema of the options. */
            schema: {
                [key: string]: unknown;
            };
            /** @description Where it is defined: paper or chapter. */
            source: string;
            summary: string;
            type: string;
        };
        /** @description What a job can be resumed from, or forked. */
        Checkpoint: {
            /** @description Null for one that was taken over from another job. */
            bytes: number | null;
            metrics: {
                [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            sha256: string | null;
            step: number;
        };
        CodeVersion: {
            /** @description Of git, where it runs from a clone or from a package that was built in one. */
            commit?: string;
            version: string;
        };
        /** @description A process that takes jobs from the queue. */
        Consumer: {
            /** @description Whether it was seen within 30 seconds. */
            alive: boolean;
            /** @description Of its kernels. */
            build: string;
            /** @description Of them, those given to jobs. */
            busy: number;
            host: string;
            id: string;
            /** @description ISO 8601, UTC. */
            lastSeenAt: string;
            /** @constant */
            object: "consumer";
            /** @description When it was first seen. ISO 8601, UTC. */
            since: string;
            /** @description That compute at once. */
            threads: number;
        };
        /** @description Something to train on. */
        Dataset: {
            /**
             * @description Generated, at hand, fetched when first used, or not to be had.
             * @enum {string}
             */
            availability: "built-in" | "present" | "download" | "missing";
            /** @description Whether it can be trained on here. */
            available: boolean;
            /** @description Samples of each class, in the order of classes. */
            classCounts: {
                test: number[];
                train: number[];
            };
            classes: string[];
            /** @description SHA-256 of everything a training run can see, the dataHash of its jobs; null where it is known only once the data is loaded. */
            hash: string | null;
            /** @description What is done to pictures that a model trained on it is to read: made grey, turned light on dark, the ink fitted into a square of so many pixels and its centre moved to the middle. Null: resized, no more. */
            images: {
                box: number;
                /** @enum {string} */
                centre: "mass" | "box";
            } | null;
            inputShape: number[];
            name: string;
            /** @constant */
            object: "dataset";
            /** @description JSON Schema of the options a spec may give beside name, trainSize and validation. */
            options: {
                [key: string]: unknown;
            };
            /** @description Where the data comes from. */
            source: string;
            summary: string;
            /** @constant */
            task: "classification";
            testCount: number;
            title: string;
            trainCount: number;
            /** @description Whether it was uploaded here and can be deleted. */
            uploaded: boolean;
        };
        /** @description A script, a figure or a question of the book. */
        Experiment: {
            bands: components["schemas"]["Band"][];
            /** @description What the book's own code gives. */
            book: {
                result: string;
                seconds: number | null;
            } | null;
            chapter: number;
            /** @description Those that it learns from or shows. What is not there yet is fetched at its first use. */
            datasets: string[];
            id: string;
            /** @constant */
            object: "experiment";
            /** @description What it starts, with seed 1: job specs, sweeps, gradient checks, functions. */
            parts: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** @description In the repository of the book; null for a question without a script. */
            script: string | null;
            /** @description Where the bands come from. */
            source: string;
            summary: string;
            title: string;
        };
        /** @description An experiment as it was run, with its report once all of it has ended. */
        ExperimentRun: {
            bands: {
                inside: boolean;
                /** @description What is measured, on what. */
                label: string;
                /** @description Null: no lower end. */
                least: number | null;
                /** @description A number, or the name of one that JSON cannot write. */
                median: number | ("NaN" | "Infinity" | "-Infinity");
                /** @description Null: no upper end. */
                most: number | null;
                name: string;
                /** @enum {string} */
                unit: "share" | "number";
                /** @description One per seed. */
                values: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            }[];
            /** @description ISO 8601, UTC. */
            createdAt: string;
            experiment: string;
            /** @description Path of the figure, an SVG document. */
            figure: string | null;
            finishedAt: string | null;
            id: string;
            /** @constant */
            object: "experiment.run";
            parts: {
                id: string;
                /** @enum {string} */
                kind: "job" | "sweep";
                name: string;
                seed: number;
                /** @enum {string} */
                status: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "pausing" | "paused" | "cancelling";
            }[];
            /** @description Why it failed. */
            reason: string | null;
            /** @description Of one seed: its jobs and its report. */
            seconds: number | null;
            seeds: number[];
            /** @enum {string} */
            status: "running" | "succeeded" | "failed";
            /** @description Whether the median of every figure lies in its band. */
            verdict: ("inside" | "outside") | null;
        };
        /**
         * @description How to run an experiment.
         * @default {}
         */
        ExperimentRunRequestInput: {
            /**
             * @description The experiment is done once with each; the median is judged.
             * @default [
             *       1
             *     ]
             */
            seeds?: number[];
        };
        /** @description What a layer answers to one sample. */
        FeatureMaps: {
            layer: string;
            least: number;
            model: string;
            most: number;
            /** @constant */
            object: "feature_maps";
            /** @description The first 64 maps side by side, eight in a row, each scaled to its own range, as data URI; null where the answer is no image. */
            png: string | null;
            /** @description Of the answer; for images [height, width, maps]. */
            shape: number[];
            type: string;
            /** @description Row-major. */
            values: number[];
            version: number;
        };
        /** @description A sample, and the layer whose answer is wanted. */
        FeatureMapsRequestInput: {
            /** @description An image instead of an input. */
            image?: {
                /** @description A PNG, JPEG or WebP file in base64. */
                base64: string;
            };
            /** @description One sample, flat or nested as the input shape says. */
            input?: unknown[];
            /** @description Name of a layer of the network, such as conv2d1. */
            layer: string;
        };
        /** @description Where a fork begins, and what is different. */
        ForkRequestInput: {
            /** @description Members of the spec to change, inner ones one by one; null takes a member away. Network, semantics, target and start stay. */
            spec?: {
                [key: string]: unknown;
            };
            /** @description Of one of its checkpoints; by default the newest. */
            step?: number;
        };
        /** @description Numerical against back-propagated gradients, in double precision. */
        GradientCheck: {
            arrays: {
                /** @description There, by back-propagation. */
                backpropagated: number | ("NaN" | "Infinity" | "-Infinity");
                /** @description Values left out because they stand on a kink of relu or max pooling, where there is no gradient. */
                kinks: number;
                /** @description Largest |numerical - backpropagated|, divided by the largest gradient of the array. */
                maxRelativeError: number | ("NaN" | "Infinity" | "-Infinity");
                /** @description A number, or the name of one that JSON cannot write. */
                meanRelativeError: number | ("NaN" | "Infinity" | "-Infinity");
                /** @description A parameter such as dense1.kernel, or input for the data. */
                name: string;
                /** @description There, by central difference. */
                numerical: number | ("NaN" | "Infinity" | "-Infinity");
                shape: number[];
                /** @enum {string} */
                verdict: "pass" | "fail";
                /** @description Where the largest error is, in row-major order. */
                worstIndex: number;
            }[];
            /** @constant */
            object: "gradient_check";
            tolerance: number;
            /**
             * @description pass when every array does.
             * @enum {string}
             */
            verdict: "pass" | "fail";
            /** @description Name of the array that is farthest off. */
            worst: string;
        };
        /** @description A small network whose gradients are checked. */
        GradientCheckRequestInput: {
            /**
             * @description Samples of the random batch; batch normalization needs more than one.
             * @default 4
             */
            batchSize?: number;
            /** @description Outputs of the network. Given here, by the member classes of the network, or by a dataset. */
            classes?: number;
            /** @description A dataset whose shape and classes apply. */
            dataset?: string;
            /**
             * @description Step of the central difference.
             * @default 0.00001
             */
            h?: number;
            /** @description Shape of one sample: [values], or [height, width, channels]. Given here, by the members input or inputSize of the network, or by a dataset. */
            inputShape?: number[];
            /** @description A preset with its options, or a list of layers. */
            network: ({
                /** @description Name of a preset in the catalogue. */
                preset: string;
            } & {
                [key: string]: unknown;
            }) | {
                layers: ({
                    /** @description Names of earlier layers, or "input"; by default the layer before. */
                    inputs?: string[];
                    /** @description Unique name; by default the type and a number. */
                    name?: string;
                    /** @description Name of a layer in the catalogue. */
                    type: string;
                } & {
                    [key: string]: unknown;
                })[];
            };
            /**
             * @description Seed of weights, data and dropout.
             * @default 0
             */
            seed?: number;
            /**
             * @description Whose defaults apply to the layers.
             * @default modern
             * @enum {string}
             */
            semantics?: "modern" | "book";
            /**
             * @description Relative error up to which a gradient counts as right.
             * @default 0.000001
             */
            tolerance?: number;
        };
        /** @description One tensor, [samples, values]. */
        InferenceAnswer: {
            id?: string;
            model_name: string;
            model_version: string;
            outputs: {
                data?: (number | string)[];
                /** @constant */
                datatype: "FP32";
                name: string;
                parameters?: {
                    binary_data_size: number;
                };
                shape: number[];
            }[];
        };
        /** @description What a model takes and answers; -1: any number of samples. */
        InferenceModel: {
            inputs: {
                /** @constant */
                datatype: "FP32";
                name: string;
                shape: number[];
            }[];
            name: string;
            outputs: {
                /** @constant */
                datatype: "FP32";
                name: string;
                shape: number[];
            }[];
            platform: string;
            versions: string[];
        };
        InferenceModelReady: {
            name: string;
            /** @constant */
            ready: true;
        };
        /** @description Samples in the Open Inference Protocol, version 2. */
        InferenceRequestInput: {
            /** @description Comes back in the answer. */
            id?: string;
            /** @description One tensor, named "input". */
            inputs: {
                /** @description Row by row, flat or nested. */
                data?: unknown[];
                datatype: string;
                name: string;
                /** @description binary_data_size: so many bytes behind the JSON instead of data. */
                parameters?: {
                    [key: string]: string | number | boolean;
                };
                shape: number[];
            }[];
            /** @description "output", or left out; its parameter binary_data asks for bytes. */
            outputs?: {
                name: string;
                parameters?: {
                    [key: string]: string | number | boolean;
                };
            }[];
            /** @description binary_data_output: true asks for outputs as bytes. */
            parameters?: {
                [key: string]: string | number | boolean;
            };
        };
        InferenceServer: {
            extensions: string[];
            name: string;
            version: string;
        };
        /** @description A training job. */
        Job: {
            /** @description Executions so far. */
            attempts: {
                consumer: string;
                ended: ("succeeded" | "failed" | "cancelled" | "handed-back" | "lost") | null;
                endedAt: string | null;
                fromStep: number;
                number: number;
                /** @description Steps that an earlier attempt had done beyond that, done again. */
                repeatedSteps: number;
                /** @description ISO 8601, UTC. */
                startedAt: string;
                /** @description Threads it computes on. */
                threads: number;
            }[];
            /** @description Kernel build that trains, such as simd-fma/6. */
            build: string | null;
            /** @description The Trainyard that trains, of the newest attempt; null until it begins. */
            code: components["schemas"]["CodeVersion"] | null;
            /** @description ISO 8601, UTC. */
            createdAt: string;
            dataHash: string | null;
            error: {
                code: string;
                hint: string;
                message: string;
            } | null;
            finishedAt: string | null;
            id: string;
            metrics: {
                [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            /** @constant */
            object: "job";
            parent: string | null;
            progress: {
                epoch: number;
                epochs: number | null;
                etaSeconds: number | null;
                samplesPerSecond: number | null;
                step: number;
                steps: number;
            };
            queue: {
                position: number | null;
                reason: string | null;
            };
            /** @description Of a job made by reproduce. */
            reproduction: {
                /** @description Null until it has succeeded. */
                identical: boolean | null;
                of: string;
                weightsSha256: string;
            } | null;
            result: {
                model: string;
                version: number;
                weightsSha256: string;
            } | null;
            spec: components["schemas"]["JobSpec"];
            specHash: string;
            startedAt: string | null;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "pausing" | "paused" | "cancelling";
            stopReason: string | null;
            /** @description What the training doctor found. */
            warnings: {
                cause: string;
                /** @description Of the book. */
                chapter: string;
                code: string;
                /** @description Of the catalogue: shows it. */
                experiment: string;
                fix: string;
                message: string;
                step: number;
            }[];
        };
        /** @description One entry of a job's event log; `seq` counts from 1 without gaps. */
        JobEvent: {
            /** @description ISO 8601, UTC. */
            at: string;
            attempt: number;
            data: {
                [key: string]: unknown;
            };
            epoch: number;
            seq: number;
            step: number;
            /** @enum {string} */
            type: "status" | "progress" | "metrics" | "insights" | "checkpoint" | "log" | "warning" | "end";
        };
        /** @description What was seen inside a network while it trained. */
        JobInsights: {
            /** @description Of all histograms: powers of two on both sides of zero. */
            edges: number[];
            /** @description Of the first layer where it is a convolution, each scaled to its own range; channels are averaged. */
            filters: {
                /** @description A PNG as data URI. */
                before: string;
                count: number;
                layer: string;
                /** @description A PNG as data URI. */
                now: string;
            } | null;
            id: string;
            /** @description Of the step that was asked for, by default the newest. */
            insight: {
                epoch: number;
                /** @description Largest absolute value of the samples that are looked at. */
                inputRange: number | ("NaN" | "Infinity" | "-Infinity");
                /** @description Answers of every layer to the first 32 test samples. */
                layers: {
                    activations: {
                        /** @description Values between neighbouring `edges`; those beyond the ends are in the outermost bins. Large arrays are read at about 4,000 places. */
                        histogram: number[];
                        /** @description A number, or the name of one that JSON cannot write. */
                        least: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        mean: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        most: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        std: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description Share of values that are zero. */
                        zeros: number | ("NaN" | "Infinity" | "-Infinity");
                    };
                    /** @description Of relu: share of units that are zero for every sample. */
                    dead: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                    name: string;
                    /** @description Of sigmoid and tanh: share of outputs within 0.02 of the ends. */
                    saturated: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                    type: string;
                }[];
                parameters: {
                    /** @description A number, or the name of one that JSON cannot write. */
                    gradientNorm: number | ("NaN" | "Infinity" | "-Infinity");
                    gradients: {
                        /** @description Values between neighbouring `edges`; those beyond the ends are in the outermost bins. Large arrays are read at about 4,000 places. */
                        histogram: number[];
                        /** @description A number, or the name of one that JSON cannot write. */
                        least: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        mean: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        most: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        std: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description Share of values that are zero. */
                        zeros: number | ("NaN" | "Infinity" | "-Infinity");
                    };
                    name: string;
                    /** @description Norm of the last update divided by that of the weights; null before the first. */
                    update: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                    /** @description A number, or the name of one that JSON cannot write. */
                    weightNorm: number | ("NaN" | "Infinity" | "-Infinity");
                    weights: {
                        /** @description Values between neighbouring `edges`; those beyond the ends are in the outermost bins. Large arrays are read at about 4,000 places. */
                        histogram: number[];
                        /** @description A number, or the name of one that JSON cannot write. */
                        least: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        mean: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        most: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description A number, or the name of one that JSON cannot write. */
                        std: number | ("NaN" | "Infinity" | "-Infinity");
                        /** @description Share of values that are zero. */
                        zeros: number | ("NaN" | "Infinity" | "-Infinity");
                    };
                }[];
                step: number;
            } | null;
            /** @constant */
            object: "job.insights";
            /** @description What the trained model does on the whole test set; null until then. */
            outcome: {
                classes: string[];
                /** @description [label][predicted]: how many test samples. */
                confusion: number[][];
                /** @description The first twenty. */
                misclassified: {
                    index: number;
                    input: number[];
                    label: string;
                    /** @description Null where samples are no images. */
                    png: string | null;
                    predicted: string;
                    /** @description A number, or the name of one that JSON cannot write. */
                    probability: number | ("NaN" | "Infinity" | "-Infinity");
                }[];
            } | null;
            /** @description Steps that were looked at. */
            steps: number[];
        };
        /** @description Metric histories, down-sampled. */
        JobMetrics: {
            id: string;
            /** @constant */
            object: "job.metrics";
            series: {
                [key: string]: {
                    step: number;
                    /** @description A number, or the name of one that JSON cannot write. */
                    value: number | ("NaN" | "Infinity" | "-Infinity");
                }[];
            };
        };
        /** @description What a spec would do. */
        JobPlan: {
            /** @description On one thread of a server core of 2026. */
            estimatedSeconds: number | null;
            /** @description How the network is computed, in words. */
            execution: string[];
            layers: {
                config: {
                    [key: string]: unknown;
                };
                inputs: string[];
                inputShapes: number[][];
                multiplyAdds: number;
                name: string;
                outputShape: number[];
                parameterCount: number;
                parameters: {
                    count: number;
                    name: string;
                    shape: number[];
                }[];
                type: string;
            }[];
            memoryBytes: number;
            /** @description Of one sample, forward. */
            multiplyAdds: number;
            /** @constant */
            object: "job.plan";
            parameters: number;
            spec: components["schemas"]["JobSpec"];
            specHash: string;
            stepsPerEpoch: number;
            /** @description Threads on which an idle consumer would compute it. */
            threads: number;
            totalSteps: number;
        };
        /**
         * @description What to train, on what, how.
         * @example {
         *       "model": "mnist-convnet",
         *       "network": {
         *         "preset": "simple-convnet"
         *       },
         *       "dataset": {
         *         "name": "mnist"
         *       },
         *       "epochs": 3,
         *       "seed": 42
         *     }
         * @example {
         *       "model": "spiral",
         *       "network": {
         *         "layers": [
         *           {
         *             "type": "dense",
         *             "units": 32
         *           },
         *           {
         *             "type": "relu"
         *           },
         *           {
         *             "type": "dense",
         *             "units": 3
         *           }
         *         ]
         *       },
         *       "dataset": {
         *         "name": "spiral",
         *         "validation": 100
         *       },
         *       "steps": 2000,
         *       "batchSize": 50,
         *       "optimizer": {
         *         "type": "adam",
         *         "learningRate": 0.01
         *       },
         *       "checkpoint": {
         *         "keepBest": {
         *           "metric": "validationAccuracy"
         *         }
         *       }
         *     }
         */
        JobSpec: {
            /**
             * @description Samples per step.
             * @default 100
             */
            batchSize: number;
            checkpoint: {
                /**
                 * @description Seconds between checkpoints.
                 * @default 30
                 */
                everySeconds: number;
                /**
                 * @description Register the weights that were best by this metric instead of the last ones.
                 * @default null
                 */
                keepBest: {
                    /** @enum {string} */
                    metric: "trainLoss" | "trainAccuracy" | "validationLoss" | "validationAccuracy" | "testLoss" | "testAccuracy";
                    /**
                     * @description By default `min` for a loss and `max` for an accuracy.
                     * @enum {string}
                     */
                    mode?: "min" | "max";
                } | null;
                /**
                 * @description How many checkpoints are kept.
                 * @default 2
                 */
                keepLast: number;
            };
            dataset: {
                /**
                 * @description Changes to the training samples, drawn anew at every step, in this order.
                 * @default []
                 */
                augment: ({
                    /** @description Name of an augmentation in the catalogue. */
                    type: string;
                } & {
                    [key: string]: unknown;
                })[];
                /** @description Name of a dataset (see GET /api/v1/datasets). */
                name: string;
                /** @description Seed by which the first `trainSize` samples are put in another order before some are held out; by default they stay in their own. */
                shuffle?: number;
                /** @description Train on the first so many samples; by default all of them. */
                trainSize?: number;
                /**
                 * @description How many of the training samples, the last ones, are held out for validation.
                 * @default 0
                 */
                validation: number;
            } & {
                [key: string]: unknown;
            };
            /** @default null */
            earlyStopping: {
                /** @enum {string} */
                metric: "trainLoss" | "trainAccuracy" | "validationLoss" | "validationAccuracy" | "testLoss" | "testAccuracy";
                /**
                 * @description By default `min` for a loss and `max` for an accuracy.
                 * @enum {string}
                 */
                mode?: "min" | "max";
                /** @description Evaluations without improvement before training stops. */
                patience: number;
            } | null;
            /** @description Passes over the training samples. Give this or `steps`. */
            epochs?: number;
            evaluate: {
                /** @description Evaluate after so many epochs. */
                everyEpochs?: number;
                /** @description Evaluate after so many steps. */
                everySteps?: number;
                /**
                 * @description Whether within each interval the first step is followed by an evaluation (by default with book semantics) or the last.
                 * @enum {string}
                 */
                moment?: "first" | "last";
                /**
                 * @description Evaluate on the first so many samples; null: on all.
                 * @default 1000
                 */
                samples: number | null;
            };
            /** @description Names of layers whose parameters stay as they are. */
            freeze?: string[];
            /**
             * @description Collect histograms of activations, gradients and weights, dead units, sizes of updates, filters, and at the end confusion matrix and errors. Null or left out: nothing.
             * @default null
             */
            insights: {
                /**
                 * @description Look into the network after so many steps, and before the first and after the last; at most 500 times in all.
                 * @default 100
                 */
                everySteps: number;
            } | null;
            limits: {
                /**
                 * @description Restarts after a crash without progress in between.
                 * @default 3
                 */
                maxRestarts: number;
                /**
                 * @description Stop after so many seconds of training and keep the result.
                 * @default null
                 */
                maxSeconds: number | null;
            };
            /**
             * @description Name of a loss in the catalogue, or {"type": name} with its options.
             * @default softmax-cross-entropy
             */
            loss: string | ({
                type: string;
            } & {
                [key: string]: unknown;
            });
            /**
             * @description Up to 16 labels of your own. No part of specHash.
             * @default {}
             */
            metadata: {
                [key: string]: string;
            };
            /** @description Name under which the result is registered: lower-case letters, digits, ".", "_", "-"; at most 64. */
            model: string;
            /** @description A preset with its options, a list of layers, or a model to go on with. */
            network: ({
                /** @description Name of a preset in the catalogue. */
                preset: string;
            } & {
                [key: string]: unknown;
            }) | {
                layers: ({
                    /** @description Names of earlier layers, or "input"; by default the layer before. */
                    inputs?: string[];
                    /** @description Unique name; by default the type and a number. */
                    name?: string;
                    /** @description Name of a layer in the catalogue. */
                    type: string;
                } & {
                    [key: string]: unknown;
                })[];
            } | {
                /** @description A model whose layers and weights the job begins with, "name@version" or "name@alias"; "name" is its newest version when the job is accepted. */
                model: string;
            };
            optimizer: {
                /**
                 * @description Gradients whose norm over all parameters is larger are scaled down to this. Null or left out: never.
                 * @default null
                 */
                clipNorm: number | null;
                /** @description Values of gradients beyond this, or below its negative, are set to it; before clipNorm looks at them. Left out: never. */
                clipValue?: number;
                /** @description By default the one of the optimizer. */
                learningRate?: number;
                /**
                 * @description How the learning rate changes, with the options of the schedule. Null or left out: it does not.
                 * @default null
                 */
                schedule: ({
                    /** @description Name of a schedule in the catalogue. */
                    type: string;
                } & {
                    [key: string]: unknown;
                }) | null;
                /**
                 * @description Name of an optimizer in the catalogue.
                 * @default adam
                 */
                type: string;
            } & {
                [key: string]: unknown;
            };
            /**
             * @description Higher runs earlier. No part of specHash.
             * @default 0
             */
            priority: number;
            regularization: {
                /** @description Decay biases, gamma and beta too; by default kernels only. */
                biases?: boolean;
                /**
                 * @description Apply the decay beside the gradient instead of through it (AdamW).
                 * @default false
                 */
                decoupled: boolean;
                /**
                 * @description Strength of the L2 term on kernels (not on biases, gamma, beta, unless `biases`).
                 * @default 0
                 */
                weightDecay: number;
            };
            /**
             * @description Order of samples; by default `permutation`, and `replacement` with book semantics.
             * @enum {string}
             */
            sampling?: "permutation" | "replacement";
            /**
             * @description Seed of initial weights, order of samples and dropout.
             * @default 0
             */
            seed: number;
            /**
             * @description Where the book and current practice differ, whose defaults apply.
             * @default modern
             * @enum {string}
             */
            semantics: "modern" | "book";
            /** @description Begin with the weights of a model instead of random ones (transfer). */
            start?: {
                /** @description Names of layers that both networks have; by default all that have the same name and sizes. */
                layers?: string[];
                /** @description Name of a model. */
                model: string;
                /** @description By default the newest when the job is accepted. */
                version?: number;
            };
            /** @description Training steps. Give this or `epochs`. */
            steps?: number;
            /**
             * @description What outputs are compared with: `label`, the class of a sample, by default; `input`, the sample itself (autoencoders): there are no accuracies then.
             * @enum {string}
             */
            target?: "label" | "input";
            /**
             * @description Threads that compute together; never changes the result. A consumer with fewer uses all it has. Null or left out: as many as are fastest for the network and free when it starts. No part of specHash.
             * @default null
             */
            threads: number | null;
        };
        /**
         * @description What to train, on what, how.
         * @example {
         *       "model": "mnist-convnet",
         *       "network": {
         *         "preset": "simple-convnet"
         *       },
         *       "dataset": {
         *         "name": "mnist"
         *       },
         *       "epochs": 3,
         *       "seed": 42
         *     }
         * @example {
         *       "model": "spiral",
         *       "network": {
         *         "layers": [
         *           {
         *             "type": "dense",
         *             "units": 32
         *           },
         *           {
         *             "type": "relu"
         *           },
         *           {
         *             "type": "dense",
         *             "units": 3
         *           }
         *         ]
         *       },
         *       "dataset": {
         *         "name": "spiral",
         *         "validation": 100
         *       },
         *       "steps": 2000,
         *       "batchSize": 50,
         *       "optimizer": {
         *         "type": "adam",
         *         "learningRate": 0.01
         *       },
         *       "checkpoint": {
         *         "keepBest": {
         *           "metric": "validationAccuracy"
         *         }
         *       }
         *     }
         */
        JobSpecInput: {
            /**
             * @description Samples per step.
             * @default 100
             */
            batchSize?: number;
            /** @default {} */
            checkpoint?: {
                /**
                 * @description Seconds between checkpoints.
                 * @default 30
                 */
                everySeconds?: number;
                /**
                 * @description Register the weights that were best by this metric instead of the last ones.
                 * @default null
                 */
                keepBest?: {
                    /** @enum {string} */
                    metric: "trainLoss" | "trainAccuracy" | "validationLoss" | "validationAccuracy" | "testLoss" | "testAccuracy";
                    /**
                     * @description By default `min` for a loss and `max` for an accuracy.
                     * @enum {string}
                     */
                    mode?: "min" | "max";
                } | null;
                /**
                 * @description How many checkpoints are kept.
                 * @default 2
                 */
                keepLast?: number;
            };
            dataset: {
                /**
                 * @description Changes to the training samples, drawn anew at every step, in this order.
                 * @default []
                 */
                augment?: ({
                    /** @description Name of an augmentation in the catalogue. */
                    type: string;
                } & {
                    [key: string]: unknown;
                })[];
                /** @description Name of a dataset (see GET /api/v1/datasets). */
                name: string;
                /** @description Seed by which the first `trainSize` samples are put in another order before some are held out; by default they stay in their own. */
                shuffle?: number;
                /** @description Train on the first so many samples; by default all of them. */
                trainSize?: number;
                /**
                 * @description How many of the training samples, the last ones, are held out for validation.
                 * @default 0
                 */
                validation?: number;
            } & {
                [key: string]: unknown;
            };
            /** @default null */
            earlyStopping?: {
                /** @enum {string} */
                metric: "trainLoss" | "trainAccuracy" | "validationLoss" | "validationAccuracy" | "testLoss" | "testAccuracy";
                /**
                 * @description By default `min` for a loss and `max` for an accuracy.
                 * @enum {string}
                 */
                mode?: "min" | "max";
                /** @description Evaluations without improvement before training stops. */
                patience: number;
            } | null;
            /** @description Passes over the training samples. Give this or `steps`. */
            epochs?: number;
            /** @default {} */
            evaluate?: {
                /** @description Evaluate after so many epochs. */
                everyEpochs?: number;
                /** @description Evaluate after so many steps. */
                everySteps?: number;
                /**
                 * @description Whether within each interval the first step is followed by an evaluation (by default with book semantics) or the last.
                 * @enum {string}
                 */
                moment?: "first" | "last";
                /**
                 * @description Evaluate on the first so many samples; null: on all.
                 * @default 1000
                 */
                samples?: number | null;
            };
            /** @description Names of layers whose parameters stay as they are. */
            freeze?: string[];
            /**
             * @description Collect histograms of activations, gradients and weights, dead units, sizes of updates, filters, and at the end confusion matrix and errors. Null or left out: nothing.
             * @default null
             */
            insights?: {
                /**
                 * @description Look into the network after so many steps, and before the first and after the last; at most 500 times in all.
                 * @default 100
                 */
                everySteps?: number;
            } | null;
            /** @default {} */
            limits?: {
                /**
                 * @description Restarts after a crash without progress in between.
                 * @default 3
                 */
                maxRestarts?: number;
                /**
                 * @description Stop after so many seconds of training and keep the result.
                 * @default null
                 */
                maxSeconds?: number | null;
            };
            /**
             * @description Name of a loss in the catalogue, or {"type": name} with its options.
             * @default softmax-cross-entropy
             */
            loss?: string | ({
                type: string;
            } & {
                [key: string]: unknown;
            });
            /**
             * @description Up to 16 labels of your own. No part of specHash.
             * @default {}
             */
            metadata?: {
                [key: string]: string;
            };
            /** @description Name under which the result is registered: lower-case letters, digits, ".", "_", "-"; at most 64. */
            model: string;
            /** @description A preset with its options, a list of layers, or a model to go on with. */
            network: ({
                /** @description Name of a preset in the catalogue. */
                preset: string;
            } & {
                [key: string]: unknown;
            }) | {
                layers: ({
                    /** @description Names of earlier layers, or "input"; by default the layer before. */
                    inputs?: string[];
                    /** @description Unique name; by default the type and a number. */
                    name?: string;
                    /** @description Name of a layer in the catalogue. */
                    type: string;
                } & {
                    [key: string]: unknown;
                })[];
            } | {
                /** @description A model whose layers and weights the job begins with, "name@version" or "name@alias"; "name" is its newest version when the job is accepted. */
                model: string;
            };
            /** @default {} */
            optimizer?: {
                /**
                 * @description Gradients whose norm over all parameters is larger are scaled down to this. Null or left out: never.
                 * @default null
                 */
                clipNorm?: number | null;
                /** @description Values of gradients beyond this, or below its negative, are set to it; before clipNorm looks at them. Left out: never. */
                clipValue?: number;
                /** @description By default the one of the optimizer. */
                learningRate?: number;
                /**
                 * @description How the learning rate changes, with the options of the schedule. Null or left out: it does not.
                 * @default null
                 */
                schedule?: ({
                    /** @description Name of a schedule in the catalogue. */
                    type: string;
                } & {
                    [key: string]: unknown;
                }) | null;
                /**
                 * @description Name of an optimizer in the catalogue.
                 * @default adam
                 */
                type?: string;
            } & {
                [key: string]: unknown;
            };
            /**
             * @description Higher runs earlier. No part of specHash.
             * @default 0
             */
            priority?: number;
            /** @default {} */
            regularization?: {
                /** @description Decay biases, gamma and beta too; by default kernels only. */
                biases?: boolean;
                /**
                 * @description Apply the decay beside the gradient instead of through it (AdamW).
                 * @default false
                 */
                decoupled?: boolean;
                /**
                 * @description Strength of the L2 term on kernels (not on biases, gamma, beta, unless `biases`).
                 * @default 0
                 */
                weightDecay?: number;
            };
            /**
             * @description Order of samples; by default `permutation`, and `replacement` with book semantics.
             * @enum {string}
             */
            sampling?: "permutation" | "replacement";
            /**
             * @description Seed of initial weights, order of samples and dropout.
             * @default 0
             */
            seed?: number;
            /**
             * @description Where the book and current practice differ, whose defaults apply.
             * @default modern
             * @enum {string}
             */
            semantics?: "modern" | "book";
            /** @description Begin with the weights of a model instead of random ones (transfer). */
            start?: {
                /** @description Names of layers that both networks have; by default all that have the same name and sizes. */
                layers?: string[];
                /** @description Name of a model. */
                model: string;
                /** @description By default the newest when the job is accepted. */
                version?: number;
            };
            /** @description Training steps. Give this or `epochs`. */
            steps?: number;
            /**
             * @description What outputs are compared with: `label`, the class of a sample, by default; `input`, the sample itself (autoencoders): there are no accuracies then.
             * @enum {string}
             */
            target?: "label" | "input";
            /**
             * @description Threads that compute together; never changes the result. A consumer with fewer uses all it has. Null or left out: as many as are fastest for the network and free when it starts. No part of specHash.
             * @default null
             */
            threads?: number | null;
        };
        /** @description An API key, without the key itself. */
        Key: {
            /** @description Null of the root key. */
            createdAt: string | null;
            expiresAt: string | null;
            id: string;
            /** @description To the minute. */
            lastUsedAt: string | null;
            limits: {
                queued: number | null;
                running: number | null;
            };
            name: string;
            /** @constant */
            object: "key";
            revokedAt: string | null;
            scopes: ("read" | "predict" | "train" | "admin")[];
        };
        /** @description A key to be made. */
        KeyRequestInput: {
            /**
             * @description UTC; null: never.
             * @default null
             */
            expiresAt?: string | null;
            /**
             * @default {
             *       "running": null
             *     }
             */
            limits?: {
                /** @description Jobs that wait at once; null: any number; by default MAX_QUEUED_JOBS. */
                queued?: number | null;
                /**
                 * @description Jobs that are not finished at once (waiting, running, paused); null: any number.
                 * @default null
                 */
                running?: number | null;
            };
            /** @description For whom or what it is. */
            name: string;
            /** @description admin has them all; train has read too. */
            scopes: ("read" | "predict" | "train" | "admin")[];
        };
        /** @description A name and its versions. */
        Model: {
            /** @description The version that each names, `latest` among them. */
            aliases: {
                [key: string]: number;
            };
            description: string | null;
            latest: components["schemas"]["ModelVersion"];
            latestVersion: number;
            name: string;
            /** @constant */
            object: "model";
            tags: string[];
            /** @description Numbers of the versions, oldest first. */
            versions: number[];
        };
        /** @description What somebody who is to use a version wants to know of it. */
        ModelCard: {
            /** @description Commands to paste into a shell where TRAINYARD_API_KEY holds a key. */
            calls: {
                curl: string;
                title: string;
            }[];
            curve: {
                [key: string]: {
                    step: number;
                    /** @description A number, or the name of one that JSON cannot write. */
                    value: number | ("NaN" | "Infinity" | "-Infinity");
                }[];
            } | null;
            data: {
                classes: string[];
                dataHash: string | null;
                dataset: string | null;
                inputShape: number[];
                /** @description As in the spec of the job: sizes, shuffling, augmentation. */
                options: {
                    [key: string]: unknown;
                } | null;
            };
            layers: {
                name: string;
                outputShape: number[];
                parameters: number;
                type: string;
            }[];
            model: {
                description: string | null;
                name: string;
                tags: string[];
            };
            /** @constant */
            object: "model.card";
            /** @description Null: imported, or the job is gone. */
            training: {
                batchSize: number;
                jobId: string;
                optimizer: {
                    [key: string]: unknown;
                };
                seed: number;
                specHash: string;
                steps: number;
                stopReason: string | null;
            } | null;
            version: components["schemas"]["ModelVersion"];
        };
        /** @description Two versions of a model, side by side. */
        ModelComparison: {
            /**
             * @description What the differences are between: the specs of the jobs, or, where one of them has none, what the versions say of themselves.
             * @enum {string}
             */
            compared: "jobs" | "versions";
            /** @description By JSON pointer. */
            differences: {
                /** @description Absent where it has no such member. */
                from?: unknown;
                pointer: string;
                /** @description Absent where it has no such member. */
                to?: unknown;
            }[];
            from: components["schemas"]["ModelVersion"];
            /** @description Whether the weights are the same bytes. */
            identical: boolean;
            metrics: {
                /** @description to less from */
                difference: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                from: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                name: string;
                to: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
            }[];
            model: string;
            /** @constant */
            object: "model.comparison";
            to: components["schemas"]["ModelVersion"];
            weights: {
                /** @description Null where the shapes differ. */
                distance: {
                    /** @description Of the angle between them; null: one is all zeros. */
                    cosine: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                    /** @description Euclidean length of the difference. */
                    l2: number | ("NaN" | "Infinity" | "-Infinity");
                    /** @description Largest difference of any one value. */
                    max: number | ("NaN" | "Infinity" | "-Infinity");
                    /** @description l2 in lengths of from; null: that is all zeros. */
                    relative: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
                } | null;
                fromShape: number[] | null;
                name: string;
                toShape: number[] | null;
            }[];
        };
        /** @description What is left out stays as it is. */
        ModelDescriptionInput: {
            /** @description Markdown; null takes it away. */
            description?: string | null;
            /** @description All tags that it has from now on. */
            tags?: string[];
        };
        /** @description One immutable result of training. */
        ModelVersion: {
            /** @description That name it now, `latest` among them. */
            aliases: string[];
            /** @description The kernels that computed the weights. */
            build: string;
            classes: string[];
            /** @description The Trainyard that registered it; absent for versions older than this member. */
            code?: components["schemas"]["CodeVersion"];
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description The course of its training, where one version is asked for: each metric by step, at most 100 points. Null: nobody trained it here, or the job is gone. */
            curve?: {
                [key: string]: {
                    step: number;
                    /** @description A number, or the name of one that JSON cannot write. */
                    value: number | ("NaN" | "Infinity" | "-Infinity");
                }[];
            } | null;
            dataHash: string | null;
            dataset: string | null;
            description: string | null;
            /** @description What the uploaded dataset it was trained on says is done to pictures. */
            images?: {
                box: number;
                /** @enum {string} */
                centre: "mass" | "box";
            };
            /** @description Where the weights came from outside: the format and hash of the file. */
            imported?: {
                fileSha256: string;
                format: string;
            };
            inputShape: number[];
            jobId: string | null;
            loss: string;
            metrics: {
                [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            model: string;
            /** @description The network with presets expanded to layers. */
            network: {
                [key: string]: unknown;
            };
            /** @constant */
            object: "model.version";
            parameterCount: number;
            /** @description Where its job was to give the bytes of another again: that job, its version, and whether the bytes are identical. */
            reproduces?: {
                identical: boolean;
                jobId: string;
                version: number | null;
            };
            /** @description Jobs that did it again (POST /jobs/{id}/reproduce), the versions they registered, and whether the bytes were identical. */
            reproductions: {
                /** @description ISO 8601, UTC. */
                at: string;
                identical: boolean;
                jobId: string;
                version: number;
            }[];
            /** @enum {string} */
            semantics: "modern" | "book";
            specHash: string | null;
            tags: string[];
            /**
             * @description `input`: it gives back its input; absent: labels.
             * @enum {string}
             */
            target?: "label" | "input";
            version: number;
            weightsSha256: string;
        };
        NewKey: {
            /** @description Null of the root key. */
            createdAt: string | null;
            expiresAt: string | null;
            id: string;
            /** @description Shown this once: the service keeps its SHA-256 only. */
            key: string;
            /** @description To the minute. */
            lastUsedAt: string | null;
            limits: {
                queued: number | null;
                running: number | null;
            };
            name: string;
            /** @constant */
            object: "key";
            revokedAt: string | null;
            scopes: ("read" | "predict" | "train" | "admin")[];
        };
        /** @description Samples to classify: inputs or images. */
        PredictRequestInput: {
            /** @description Layers whose outputs are wanted too, by name. */
            activations?: "all" | string[];
            /** @description Numbers of versions that answer together: the mean of their probabilities. Where the address names no version. */
            ensemble?: number[];
            /** @description Images instead of inputs, of any size, grey or in colour; see preprocess. */
            images?: {
                /** @description A PNG, JPEG or WebP file in base64. */
                base64: string;
            }[];
            /** @description Samples, each a flat list of numbers or nested as the input shape says, in the range of the training data (0 to 1 for images). */
            inputs?: unknown[];
            /**
             * @description What is said of all classes: their probabilities, the numbers that the network gives them before those, or nothing.
             * @default probabilities
             * @enum {string}
             */
            output?: "probabilities" | "logits" | "labels";
            /**
             * @description Of images. `auto`: what the dataset of the model implies (its member `images`); `none`: they are resized, no more.
             * @default auto
             * @enum {string}
             */
            preprocess?: "auto" | "none";
            /**
             * @description How many of the most probable classes to name.
             * @default 3
             */
            topK?: number;
        };
        /** @description One prediction per sample, in their order. */
        PredictResponse: {
            /** @description What was asked for, in the order of the layers. */
            activations?: {
                layer: string;
                shape: number[];
                type: string;
                /** @description For each sample, flat. */
                values: number[][];
            }[];
            model: string;
            /** @description Empty for a model that gives back its input. */
            predictions: {
                index: number;
                label: string;
                logits?: number[];
                probabilities?: number[];
                probability: number;
                topK: {
                    index: number;
                    label: string;
                    probability: number;
                }[];
            }[];
            /** @description Of a model that gives back its input: what it makes of each sample. */
            reconstructions?: number[][];
            /** @description Of a job: the step after which the checkpoint that answers was made; the last one once the job has succeeded. */
            step?: number;
            /** @description Null where a job answers that has not succeeded. */
            version: number | null;
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** @description Stable name of what went wrong, such as invalid-spec or not-found. */
            code: string;
            detail: string;
            /** @description One entry per thing that is wrong, with a JSON pointer. */
            errors: {
                code: string;
                detail: string;
                hint: string;
                pointer: string;
            }[];
            /** @description What to do about it. */
            hint: string;
            instance: string;
            requestId: string;
            status: number;
            title: string;
            type: string;
        };
        /** @description How a paused job goes on. */
        ResumeRequestInput: {
            /** @description Threads from now on; null: as many as are fastest. By default as before. The result does not depend on them. */
            threads?: number | null;
        };
        RollbackRequestInput: {
            /** @description The version that it has to name now, null: none. With another the answer is 409 and nothing changes. */
            expected?: number | null;
        };
        /** @description One labelled sample. */
        Sample: {
            /** @description Position in the split. */
            index: number;
            /** @description Row-major values, as predict reads them. */
            input: number[];
            label: string;
            labelIndex: number;
        };
        SessionLink: {
            /** @description ISO 8601, UTC. */
            expiresAt: string;
            /** @constant */
            object: "session_link";
            /** @description Open it in a browser, behind the address of the service. It works once. */
            path: string;
        };
        /** @description A hyper-parameter search; every trial is an ordinary job whose parent it is. */
        Sweep: {
            best: components["schemas"]["Trial"] | null;
            concurrency: number;
            /** @description ISO 8601, UTC. */
            createdAt: string;
            finishedAt: string | null;
            id: string;
            metric: string;
            /** @enum {string} */
            mode: "min" | "max";
            /** @constant */
            object: "sweep";
            search: {
                [key: string]: unknown;
            };
            seed: number;
            spec: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "running" | "succeeded" | "cancelled";
            /** @description How many there are, by state of their jobs; total, and waiting for those without a job. */
            trials: {
                [key: string]: number;
            };
        };
        /** @description A search for the best settings of a job. */
        SweepRequestInput: {
            /**
             * @description Trials queued or running at once.
             * @default 2
             */
            concurrency?: number;
            /**
             * @description What the best trial is best at, of the figures a job ends with.
             * @enum {string}
             */
            metric: "trainLoss" | "trainAccuracy" | "validationLoss" | "validationAccuracy" | "testLoss" | "testAccuracy";
            /**
             * @description By default min for a loss and max for an accuracy.
             * @enum {string}
             */
            mode?: "min" | "max";
            search: {
                /** @description Values by path into the spec: every combination is a trial. */
                parameters: {
                    [key: string]: unknown[];
                };
                /** @constant */
                type: "grid";
            } | {
                /** @description Distributions by path into the spec. */
                parameters: {
                    [key: string]: {
                        /** @description Evenly between two numbers. */
                        uniform: [
                            number,
                            number
                        ];
                    } | {
                        /** @description 10^u, u evenly between the logarithms of two numbers: every order of magnitude is as likely as another. */
                        logUniform: [
                            number,
                            number
                        ];
                    } | {
                        /** @description A whole number from the first to the second, both included. */
                        integer: [
                            number,
                            number
                        ];
                    } | {
                        /** @description One of these, each as likely as another. */
                        choice: unknown[];
                    };
                };
                /** @description How many. */
                trials: number;
                /** @constant */
                type: "random";
            } | {
                /** @description Values by path, trial by trial. */
                trials: {
                    [key: string]: unknown;
                }[];
                /** @constant */
                type: "list";
            };
            /**
             * @description Seed of the draws. Trial n depends on this and on n only.
             * @default 0
             */
            seed?: number;
            /** @description The job spec that every trial begins with. */
            spec: {
                [key: string]: unknown;
            };
        };
        TensorFlowModelMetadata: {
            metadata: {
                signature_def: {
                    signature_def: {
                        [key: string]: {
                            inputs: {
                                [key: string]: {
                                    /** @constant */
                                    dtype: "DT_FLOAT";
                                    name: string;
                                    tensor_shape: {
                                        dim: {
                                            name: string;
                                            size: string;
                                        }[];
                                        unknown_rank: boolean;
                                    };
                                };
                            };
                            method_name: string;
                            outputs: {
                                [key: string]: {
                                    /** @constant */
                                    dtype: "DT_FLOAT";
                                    name: string;
                                    tensor_shape: {
                                        dim: {
                                            name: string;
                                            size: string;
                                        }[];
                                        unknown_rank: boolean;
                                    };
                                };
                            };
                        };
                    };
                };
            };
            model_spec: {
                name: string;
                signature_name: string;
                version: string;
            };
        };
        TensorFlowModelStatus: {
            model_version_status: {
                /** @constant */
                state: "AVAILABLE";
                status: {
                    /** @constant */
                    error_code: "OK";
                    /** @constant */
                    error_message: "";
                };
                version: string;
            }[];
        };
        TensorFlowPredictAnswer: {
            /** @description The same for inputs. */
            outputs?: (number[] | number)[];
            /** @description For instances: for each the probabilities of the classes, or the outputs of a network that has none; numbers for numbers, where a network has one input and one output. */
            predictions?: (number[] | number)[];
        };
        TensorFlowPredictRequestInput: {
            /** @description Instead of instances, by column: a list of samples, or {"input": [...]}. */
            inputs?: unknown;
            /** @description Samples by row: each flat or nested as the input shape says, {"input": sample}, or an image as {"b64": "..."}. */
            instances?: unknown[];
            /** @description "serving_default", or left out. */
            signature_name?: string;
        };
        Ticket: {
            /** @description ISO 8601, UTC. */
            expiresAt: string;
            /** @constant */
            object: "ticket";
            /** @description For `?ticket=` of one event stream. */
            ticket: string;
        };
        /** @description One job of a sweep. */
        Trial: {
            /** @description Its job; null until it begins. */
            jobId: string | null;
            metrics: {
                [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            /** @description Counted from 0. */
            number: number;
            /** @description What it sets, by path into the spec. */
            parameters: {
                [key: string]: unknown;
            };
            status: ("queued" | "running" | "succeeded" | "failed" | "cancelled" | "pausing" | "paused" | "cancelling") | null;
            /** @description Of the metric that is looked for; null until the job has succeeded. */
            value: (number | ("NaN" | "Infinity" | "-Infinity")) | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAudit: {
        parameters: {
            query?: {
                /** @description Continue after this entry (the lastId of the page before). */
                after?: string;
                /** @description How many to return, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExperiments: {
        parameters: {
            query?: {
                /** @description Of one chapter only. */
                chapter?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Experiment"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the experiment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExperimentRuns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the experiment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ExperimentRun"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createExperimentRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the experiment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExperimentRunRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentRun"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExperimentRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentRun"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExperimentRunFigure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figure. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConsumers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Consumer"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDatasets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Dataset"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createDataset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file of every other format.
                     */
                    file?: string;
                    /**
                     * @description How the data is written; it decides which files and options there are.
                     * @enum {string}
                     */
                    format: "idx" | "npz" | "csv" | "images";
                    /** @description A JSON object, for grey images: how pictures that a model of it is to read are brought into their form. Left out: they are resized, no more. */
                    images?: {
                        /** @description side in pixels of the square that the ink is scaled to fit */
                        box: number;
                        /**
                         * @description what comes to the middle of the image: the ink's centre of mass, or that of its bounding box
                         * @enum {string}
                         */
                        centre: "mass" | "box";
                    };
                    /** @description Name of the dataset: lower-case letters, digits, ".", "_" and "-", at most 64. */
                    name: string;
                    /** @description A JSON object; what it may hold depends on the format. */
                    options?: {
                        /** @description Names of the classes, in the order of the labels; by default the numbers. */
                        classes?: string[];
                    } | {
                        /** @description Names of the classes, in the order of the labels; by default the numbers. */
                        classes?: string[];
                        /**
                         * @description Seed of the division and of the order of samples.
                         * @default 0
                         */
                        seed?: number;
                        /**
                         * @description Share of each class that becomes the test split, where the data is not divided already.
                         * @default 0.2
                         */
                        testFraction?: number;
                    } | {
                        /**
                         * @description What separates values.
                         * @default ,
                         * @enum {string}
                         */
                        delimiter?: "," | ";" | "\t" | "|";
                        /**
                         * @description Every feature is divided by it: 255 brings bytes to 0..1.
                         * @default 1
                         */
                        divisor?: number;
                        /** @description Whether the first row names the columns; by default it does when a value in it, the label aside, is no number. */
                        header?: boolean;
                        /** @description Shape of a sample, such as [28, 28, 1]; by default flat. */
                        inputShape?: number[];
                        /**
                         * @description Column of the labels: its name, or its position from 0; negative counts from the last. Its values are the class names.
                         * @default -1
                         */
                        label?: string | number;
                        /**
                         * @description Seed of the division and of the order of samples.
                         * @default 0
                         */
                        seed?: number;
                        /**
                         * @description Share of each class that becomes the test split, where the data is not divided already.
                         * @default 0.2
                         */
                        testFraction?: number;
                    } | {
                        /**
                         * @description 1: grey, 3: red, green, blue.
                         * @default 1
                         */
                        channels?: 1 | 3;
                        /**
                         * @description Seed of the division and of the order of samples.
                         * @default 0
                         */
                        seed?: number;
                        /**
                         * @description Side of the square every image is resized to, or [height, width].
                         * @default 28
                         */
                        size?: number | [
                            number,
                            number
                        ];
                        /**
                         * @description Share of each class that becomes the test split, where the data is not divided already.
                         * @default 0.2
                         */
                        testFraction?: number;
                    };
                    /** @description Where the data comes from. */
                    source?: string;
                    /** @description One sentence about the data; by default one with its counts. */
                    summary?: string;
                    /**
                     * Format: binary
                     * @description With csv: the samples to test on, where `file` holds those to train on only.
                     */
                    test?: string;
                    /**
                     * Format: binary
                     * @description With idx, gzipped or not.
                     */
                    testImages?: string;
                    /**
                     * Format: binary
                     * @description With idx, gzipped or not.
                     */
                    testLabels?: string;
                    /** @description By default the name. */
                    title?: string;
                    /**
                     * Format: binary
                     * @description With idx, gzipped or not.
                     */
                    trainImages?: string;
                    /**
                     * Format: binary
                     * @description With idx, gzipped or not.
                     */
                    trainLabels?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the dataset. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the dataset. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDatasetSamples: {
        parameters: {
            query?: {
                /** @description How many to return, 1 to 100. */
                limit?: number;
                /** @description Position of the first sample. */
                offset?: number;
                split?: "train" | "test";
            };
            header?: never;
            path: {
                /** @description Name of the dataset. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Sample"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchJobs: {
        parameters: {
            query?: {
                /** @description Instead of a key, for a stream in a browser: see POST /api/v1/tickets. */
                ticket?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGradientCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GradientCheckRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GradientCheck"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description Continue after this job (the lastId of the page before). */
                after?: string;
                /** @description How many to return, 1 to 100. */
                limit?: number;
                /** @description Only jobs for this model. */
                model?: string;
                /** @description Only jobs in this state. */
                status?: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "pausing" | "paused" | "cancelling";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Job"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: {
                /** @description Only check the spec and answer its plan. */
                dryRun?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobSpecInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPlan"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobCheckpoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Checkpoint"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobEvents: {
        parameters: {
            query?: {
                /** @description Only events with a greater seq; a Last-Event-ID header goes before. */
                after?: number;
                /** @description Instead of a key, for a stream in a browser: see POST /api/v1/tickets. */
                ticket?: string;
            };
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, as a list or as a stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["JobEvent"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The job has ended and nothing is left (streams only). */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forkJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForkRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobInsights: {
        parameters: {
            query?: {
                /** @description One of `steps`; by default the newest. */
                step?: number;
            };
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobInsights"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobMetrics: {
        parameters: {
            query?: {
                /** @description Names of metrics, separated by commas; by default all. */
                keys?: string;
                /** @description At most so many points per series. */
                maxPoints?: number;
            };
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobMetrics"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    predictJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PredictRequestInput"];
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The predictions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictResponse"];
                    "application/octet-stream": string;
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reproduceJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResumeRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @description Continue after this name (the lastId of the page before). */
                after?: string;
                /** @description How many to return, 1 to 100. */
                limit?: number;
                /** @description Only models with this tag. */
                tag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Model"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelDescriptionInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAliases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Alias"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the alias, such as production: lower-case letters, digits, ".", "_" and "-", beginning with a letter. `latest` is always the newest version. */
                alias: string;
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alias"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAlias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the alias, such as production: lower-case letters, digits, ".", "_" and "-", beginning with a letter. `latest` is always the newest version. */
                alias: string;
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AliasRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alias"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAlias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the alias, such as production: lower-case letters, digits, ".", "_" and "-", beginning with a letter. `latest` is always the newest version. */
                alias: string;
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    predictAlias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the alias, such as production: lower-case letters, digits, ".", "_" and "-", beginning with a letter. `latest` is always the newest version. */
                alias: string;
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PredictRequestInput"];
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The predictions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictResponse"];
                    "application/octet-stream": string;
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBackAlias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the alias, such as production: lower-case letters, digits, ".", "_" and "-", beginning with a letter. `latest` is always the newest version. */
                alias: string;
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollbackRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alias"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareModelVersions: {
        parameters: {
            query: {
                /** @description Number or alias of a version. */
                from: string;
                /** @description Number or alias of a version. */
                to: string;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelComparison"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    predictModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PredictRequestInput"];
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The predictions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictResponse"];
                    "application/octet-stream": string;
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModelVersions: {
        parameters: {
            query?: {
                /** @description Continue after this version (the lastId of the page before). */
                after?: number;
                /** @description How many to return, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ModelVersion"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelDescriptionInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModelCard: {
        parameters: {
            query?: {
                /** @description By default what Accept asks for, else json. */
                format?: "json" | "markdown";
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The card. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCard"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportModelVersion: {
        parameters: {
            query: {
                /** @description safetensors, npz: the weights. onnx: a graph of version 17 or 20 of the operators, checked against this service before it is sent. ts: one TypeScript file with the weights inside and a function predict. */
                format: "safetensors" | "npz" | "onnx" | "ts";
                /** @description For onnx: how images come in. By default NCHW, channels first. */
                layout?: "NCHW" | "NHWC";
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "text/plain": string;
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFeatureMaps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeatureMapsRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureMaps"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    predictModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PredictRequestInput"];
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The predictions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictResponse"];
                    "application/octet-stream": string;
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description Without a dataset: the number of outputs, or their labels, as JSON. */
                    classes?: number | string[];
                    /** @description A dataset the network is for: its shape and labels. */
                    dataset?: string;
                    /**
                     * Format: binary
                     * @description The weights.
                     */
                    file: string;
                    /**
                     * @description book-pickle: what the book's save_params writes. npz, safetensors: arrays named as the book does (W1, b1, ...) or as we do (dense1.kernel). onnx: a whole network, versions 6 to 25 of the operators.
                     * @enum {string}
                     */
                    format: "book-pickle" | "npz" | "safetensors" | "onnx";
                    /** @description Without a dataset: the shape of a sample, as JSON: [784] or [28, 28, 1]. For onnx, where rows of the graph are images of yours, or where images are to come in as the graph has them, [channels, height, width]. */
                    inputShape?: number[];
                    /**
                     * @description What the outputs mean: the loss that a job would have trained them with. For onnx without it: probabilities where the graph ends in Softmax or Sigmoid, logits of the classes where a dataset or classes are given, else numbers, answered as they are. For other formats softmax-cross-entropy.
                     * @enum {string}
                     */
                    loss?: "softmax-cross-entropy" | "mean-squared-error" | "sum-of-squares" | "binary-cross-entropy" | "l1" | "huber";
                    /** @description Name to register the weights under: lower-case letters, digits, ".", "_", "-"; at most 64. */
                    model: string;
                    /** @description The network as in a job spec, as JSON: a preset with its options, or layers. Not for onnx, which holds its own. */
                    network?: ({
                        /** @description Name of a preset in the catalogue. */
                        preset: string;
                    } & {
                        [key: string]: unknown;
                    }) | {
                        layers: ({
                            /** @description Names of earlier layers, or "input"; by default the layer before. */
                            inputs?: string[];
                            /** @description Unique name; by default the type and a number. */
                            name?: string;
                            /** @description Name of a layer in the catalogue. */
                            type: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                    };
                    /**
                     * @description Whose defaults apply to the layers; by default the book's for book-pickle.
                     * @enum {string}
                     */
                    semantics?: "modern" | "book";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session of the cookie, if there was one, has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSessionLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionLink"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSweeps: {
        parameters: {
            query?: {
                /** @description Continue after this sweep (the lastId of the page before). */
                after?: string;
                /** @description How many to return, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Sweep"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSweep: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SweepRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document is well formed but cannot work; `errors` says where and why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSweep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sweep. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelSweep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sweep. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrials: {
        parameters: {
            query?: {
                /** @description By default what Accept asks for, else json. */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Id of the sweep. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trials. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Trial"][];
                        firstId: string | null;
                        hasMore: boolean;
                        lastId: string | null;
                        /** @enum {string} */
                        object: "list";
                    };
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The media type is not read here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    livez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
        };
    };
    openSession: {
        parameters: {
            query: {
                /** @description The page to go to, as a path. */
                to?: string;
                /** @description Of the link. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed in: a cookie, and the way to the page. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something this operation needs is away; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The API key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key lacks the scope that this operation needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                        /** @description What somebody should look at; jobs are taken nevertheless. */
                        warnings: string[];
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is missing, and what to do. */
                        reasons: string[];
                        /** @enum {string} */
                        status: "unavailable";
                        /** @description What somebody should look at; jobs are taken nevertheless. */
                        warnings: string[];
                    };
                };
            };
        };
    };
    tensorflowModelStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowModelStatus"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    tensorflowPredict: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TensorFlowPredictRequestInput"];
            };
        };
        responses: {
            /** @description The predictions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowPredictAnswer"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    tensorflowLabelStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An alias of the model. */
                label: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowModelStatus"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    tensorflowPredictLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An alias of the model. */
                label: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TensorFlowPredictRequestInput"];
            };
        };
        responses: {
            /** @description The predictions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowPredictAnswer"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    tensorflowLabelMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An alias of the model. */
                label: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowModelMetadata"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    tensorflowModelMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowModelMetadata"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    tensorflowVersionStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowModelStatus"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    tensorflowPredictVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TensorFlowPredictRequestInput"];
            };
        };
        responses: {
            /** @description The predictions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowPredictAnswer"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    tensorflowVersionMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TensorFlowModelMetadata"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferenceServer"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        live: true;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ready: true;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferenceModel"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceInfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InferenceRequestInput"];
            };
        };
        responses: {
            /** @description The outputs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferenceAnswer"];
                    "application/octet-stream": string;
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceModelReady: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferenceModelReady"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                /** @description Number or alias of the version. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferenceModel"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceInferVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                /** @description Number or alias of the version. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InferenceRequestInput"];
            };
        };
        responses: {
            /** @description The outputs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferenceAnswer"];
                    "application/octet-stream": string;
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    openInferenceVersionReady: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                /** @description Number or alias of the version. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferenceModelReady"];
                };
            };
            /** @description What went wrong, and what to do about it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
            /** @description What went wrong, and what to do about it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
}
