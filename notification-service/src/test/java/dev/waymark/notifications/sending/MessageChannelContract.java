package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.domain.NotificationTrigger;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Every channel: what became of a message, whatever the provider does. */
public interface MessageChannelContract {

    enum Provider {
        TAKES_MESSAGES,
        REFUSES_THE_ADDRESS,
        IS_AWAY,
        TAKES_A_MESSAGE_AND_FALLS_SILENT
    }

    Channel own();

    String address();

    /** To a provider of this kind; waits for its answers for a few seconds at most. */
    MessageChannel channel(Provider provider) throws Exception;

    /** How many parts of messages the provider has. */
    int received();

    @Test
    default void takenMessageIsAcceptedWithTheNumberOfItsParts() throws Exception {
        var result = send(Provider.TAKES_MESSAGES);

        assertThat(received()).isPositive();
        assertThat(result)
                .isInstanceOfSatisfying(
                        DeliveryResult.Accepted.class,
                        accepted -> assertThat(accepted.segments()).isEqualTo(received()));
    }

    @Test
    default void refusedAddressIsRejected() throws Exception {
        assertThat(send(Provider.REFUSES_THE_ADDRESS))
                .isInstanceOfAny(DeliveryResult.Rejected.class, DeliveryResult.Undeliverable.class);
    }

    @Test
    default void providerThatIsAwayIsUnavailable() throws Exception {
        assertThat(send(Provider.IS_AWAY)).isInstanceOf(DeliveryResult.Unavailable.class);
    }

    @Test
    default void silenceAfterAMessageLeavesTheResultUnknown() throws Exception {
        assertThat(send(Provider.TAKES_A_MESSAGE_AND_FALLS_SILENT)).isInstanceOf(DeliveryResult.Unknown.class);
    }

    @Test
    default void callThatMayNotBeginIsNone() throws Exception {
        var result = channel(Provider.TAKES_MESSAGES).send(message(), Mono.just(false));

        assertThat(result.blockOptional()).isEmpty();
        assertThat(received()).isZero();
    }

    @Test
    default void channelIsItsOwn() throws Exception {
        assertThat(channel(Provider.TAKES_MESSAGES).channel()).isEqualTo(own());
    }

    private DeliveryResult send(Provider provider) throws Exception {
        return channel(provider).send(message(), Mono.just(true)).block();
    }

    private Message message() {
        var order = NotificationSamples.order(List.of(), new ShopOrder.Item(null, "чашка ".repeat(1000), 1));
        return NotificationSamples.message(
                new MessageKey("k"),
                new MessageKey("t"),
                address(),
                NotificationTrigger.of(NotificationSamples.placed("10042", NotificationSamples.NOON))
                        .orElseThrow(),
                NotificationSamples.contact("10042", "ru", order),
                NotificationSamples.NOON);
    }
}
