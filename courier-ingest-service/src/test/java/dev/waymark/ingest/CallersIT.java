package dev.waymark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.junit.WithService;
import dev.waymark.tokens.CallMatrix;
import org.junit.jupiter.api.Test;

/** Who may call this service, and what for. */
@WithService(IngestApp.class)
class CallersIT {

    private static final CallMatrix MATRIX =
            new CallMatrix(IngestSecurity.CALLEE, IngestApp.KEYS, IngestSecurity.ROUTES);

    private final IngestApp app;

    CallersIT(IngestApp app) {
        this.app = app;
    }

    @Test
    void eachRouteIsForItsCallersAndTheirPurposeOnly() {
        assertThat(MATRIX.wrongAnswers(app.address())).isEmpty();
    }

    @Test
    void everyRouteThatRunsIsListed() {
        assertThat(MATRIX.unlisted(app.context(), "/webhooks/{courier}/token")).isEmpty();
    }
}
