package dev.waymark.notifications.sending;

import dev.waymark.notifications.domain.Contact;
import dev.waymark.notifications.domain.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** What a channel is to bring to somebody. */
public sealed interface Message {

    MessageKey key();

    /** The address, as the channel writes it. */
    String to();

    /** BCP 47. */
    String language();

    <T> T match(Function<News, T> news, Function<SignInCode, T> code, Function<NewLink, T> link);

    /**
     * News of an order.
     *
     * @param thread the key of the order's confirmation to the same recipient: one order is one conversation
     * @param now the moment that "today" in the text means
     */
    record News(MessageKey key, MessageKey thread, String to, Occasion occasion, Contact contact, Instant now)
            implements Message {
        @Override
        public String language() {
            return contact.language();
        }

        @Override
        public <T> T match(Function<News, T> news, Function<SignInCode, T> code, Function<NewLink, T> link) {
            return news.apply(this);
        }

        @Override
        public String toString() {
            return "News[" + key + "]";
        }
    }

    /** A one-time code, asked for by whoever signs in. */
    record SignInCode(MessageKey key, String to, String code, String language, Duration valid) implements Message {
        @Override
        public <T> T match(Function<News, T> news, Function<SignInCode, T> onCode, Function<NewLink, T> link) {
            return onCode.apply(this);
        }

        @Override
        public String toString() {
            return "SignInCode[" + key + "]";
        }
    }

    /**
     * A new link to an order, asked for by whoever has one that has expired.
     *
     * @param contact has the new link
     * @param until the link opens the order at least until then
     */
    record NewLink(MessageKey key, String to, Contact contact, Instant until) implements Message {
        @Override
        public String language() {
            return contact.language();
        }

        @Override
        public <T> T match(Function<News, T> news, Function<SignInCode, T> code, Function<NewLink, T> link) {
            return link.apply(this);
        }

        @Override
        public String toString() {
            return "NewLink[" + key + "]";
        }
    }
}
