package dev.waymark.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.tokens.CallMatrix;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Who may call this service, and what for. */
class CallersIT extends RunningOrderService {

    private static final CallMatrix MATRIX = new CallMatrix(Security.CALLEE, KEYS, Security.ROUTES);

    @Autowired
    private ApplicationContext service;

    @Test
    void eachRouteIsForItsCallersAndTheirPurposeOnly() {
        assertThat(MATRIX.wrongAnswers(address())).isEmpty();
    }

    @Test
    void theNotificationServiceReadsContactsAndRenewsLinksAndNothingElse() {
        assertThat(MATRIX.purposes("notification-service")).containsExactlyInAnyOrder("contacts:read", "links:renew");
        assertThat(MATRIX.purposes("gateway")).doesNotContain("contacts:read", "links:renew");
    }

    @Test
    void everyRouteThatRunsIsListed() {
        assertThat(MATRIX.unlisted(service)).isEmpty();
    }
}
