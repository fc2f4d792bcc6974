package dev.waymark.orders.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.platform.crypto.Hmac;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactParserTest {

    private final ContactParser contacts = new ContactParser(new OrderDefaults("RU", "ru", "Europe/Moscow"));

    /** As people type and paste them. (issue 10, cases/14 and 15) */
    @ParameterizedTest
    @CsvSource({
        "+7 916 123-45-67,              +79161234567",
        "8 (916) 123 45 67,             +79161234567",
        "\u200e+7\u00a0916\u202f123\u201145\u201167\u202c, +79161234567",
        "＋７９１６１２３４５６７,             +79161234567",
        "0049 151 12345678,             +4915112345678",
        "00 49 151/12345678,            +4915112345678",
        "8 10 49 151 12345678,          +4915112345678",
        "+44 (0)20 7946 0958,           +442079460958",
        "+7 495 123-45-67 ext. 12,      +74951234567",
        "+7 495 123-45-67 доб. 12,      +74951234567",
        "+7 495 123-45-67#12,           +74951234567",
        "+7 495 123-45-67x12,           +74951234567",
        "'+7 495 123-45-67, доб. 12',   +74951234567",
    })
    void phoneIsOneNumberHoweverItIsTyped(String typed, String number) {
        assertThat(contacts.any(typed)).contains(new Contact(Channel.SMS, number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "0049 151", "+7 916 123", "anna", "8 916 CALL ME", "+7 916 123 45 67 тел", "00"})
    void whatIsNoNumberIsUnreadable(String typed) {
        assertThat(contacts.any(typed)).isEmpty();
    }

    @Test
    void extensionIsApart() {
        assertThat(contacts.extension("+7 495 123-45-67 ext. 12")).isEqualTo("12");
        assertThat(contacts.extension("+7 495 123-45-67")).isNull();
    }

    /** What is stored is found: the hashes of ordinary contacts are those of earlier releases. */
    @ParameterizedTest
    @CsvSource({
        "EMAIL, Anna@Example.com,      anna@example.com",
        "EMAIL, ' anna.k+1@mail.ru ',  anna.k+1@mail.ru",
        "SMS,   8 916 123-45-67,       +79161234567"
    })
    void ordinaryContactHasTheHashItAlwaysHad(Channel channel, String typed, String kept) {
        var hmac = new Hmac("a key of thirty-two bytes, or so.".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(contacts.any(typed).map(new BlindIndex(hmac)::owner))
                .isEqualTo(Optional.of(hmac.id("contact", channel.name(), kept)));
    }
}
