package dev.waymark.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.junit.WithStore;
import dev.waymark.tokens.CallMatrix;
import org.junit.jupiter.api.Test;

/** Who may call this service, and what for. */
@WithStore
class CallersIT {

    private static final CallMatrix MATRIX =
            new CallMatrix(NotificationConfiguration.NAME, RunningService.KEYS, NotificationConfiguration.ROUTES);

    private final RunningService service = RunningService.get();

    @Test
    void eachRouteIsForItsCallersAndTheirPurposeOnly() {
        assertThat(MATRIX.wrongAnswers(service.address())).isEmpty();
    }

    @Test
    void everyRouteThatRunsIsListed() {
        assertThat(MATRIX.unlisted(service.context)).isEmpty();
    }
}
