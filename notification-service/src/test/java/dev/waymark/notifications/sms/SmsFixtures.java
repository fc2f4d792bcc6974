package dev.waymark.notifications.sms;

import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageSettings;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SentParts;
import dev.waymark.wording.Language;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

/** Settings as they are configured: with the defaults of all that is not named. */
final class SmsFixtures {

    static final SslBundles BUNDLES = new DefaultSslBundleRegistry();

    private SmsFixtures() {}

    /** In English, each text is three segments. */
    static final MessageTemplates LONG_TEMPLATES = new MessageTemplates(new MessageSettings(
            new MessageSettings.Shop("Лавка", Map.of("en", "Lavka ".repeat(60)), Language.valueOf("ru")),
            Map.of("email", URI.create("https://track.shop.example/t/"), "sms", URI.create("https://t.example/"))));

    static Message.OrderNotification news(String key, SentParts sent) {
        var placed = NotificationSamples.placed("10042", NotificationSamples.NOON);
        var message = NotificationSamples.message(
                new MessageKey(key),
                new MessageKey("t"),
                "+79161234542",
                NotificationTrigger.of(placed).orElseThrow(),
                NotificationSamples.contact("10042", "en", placed),
                NotificationSamples.NOON);
        return new Message.OrderNotification(
                message.key(),
                message.thread(),
                message.address(),
                message.trigger(),
                message.contact(),
                message.now(),
                message.newsUntil(),
                sent);
    }

    static SmppSettings settings(int port, String... namesAndValues) {
        var properties = new HashMap<String, Object>(
                Map.of("smpp.host", "127.0.0.1", "smpp.port", port, "smpp.timeout", "700ms"));
        for (var i = 0; i < namesAndValues.length; i += 2) {
            properties.put("smpp." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("smpp", SmppSettings.class)
                .get();
    }
}
