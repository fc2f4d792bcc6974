package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.RenewedLink;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.sending.OrderServiceClient.Lookup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every client of the order service: what it answers, as the service knows it. */
public interface OrderServiceClientContract {

    ContactAnswer CONTACT =
            NotificationSamples.contact("10042", "ru", NotificationSamples.placed("10042", NotificationSamples.NOON));

    OrderServiceClient client();

    void hasContact(ContactAnswer contact);

    void renews(String token, RenewedLink link);

    void hasErased(ContactAnswer contact);

    void isAway();

    @Test
    default void contactIsFoundWithAllItSays() {
        hasContact(CONTACT);

        assertThat(contact()).isEqualTo(new Lookup.Found<>(CONTACT));
    }

    @Test
    default void orderOfNobodyIsNotFound() {
        assertThat(contact()).isEqualTo(new Lookup.NotFound<>());
    }

    @Test
    default void erasedContactIsErased() {
        hasContact(CONTACT);
        hasErased(CONTACT);

        assertThat(contact()).isEqualTo(new Lookup.Erased<>());
    }

    @Test
    default void serviceThatIsAwayIsUnavailable() {
        hasContact(CONTACT);
        isAway();

        assertThat(contact()).isInstanceOf(Lookup.Unavailable.class);
        assertThat(client().renewLink("expired").block()).isInstanceOf(Lookup.Unavailable.class);
    }

    @Test
    default void expiredLinkIsRenewedAndNoOther() {
        var link = new RenewedLink(CONTACT, Channel.EMAIL, NotificationSamples.after(Duration.ofDays(90)));
        renews("expired", link);

        assertThat(client().renewLink("expired").block()).isEqualTo(new Lookup.Found<>(link));
        assertThat(client().renewLink("other").block()).isEqualTo(new Lookup.NotFound<>());
    }

    private Lookup<ContactAnswer> contact() {
        return client().contact(CONTACT.orderId()).block();
    }
}
