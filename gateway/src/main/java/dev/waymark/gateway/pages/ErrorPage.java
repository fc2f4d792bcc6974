package dev.waymark.gateway.pages;

import dev.waymark.wording.Language;
import dev.waymark.wording.MessageBundle;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What a person reads when there is nothing to show.
 *
 * @param key of the message that says so; its reason is {@code <key>.why}
 */
public record ErrorPage(Layout layout, MessageBundle messages, String key, String traceId) {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("address-malformed", "error.address"),
            Map.entry("address-too-long", "error.address"),
            Map.entry("not-found", "error.404"),
            Map.entry("link-unknown", "error.link.unknown"),
            Map.entry("link-expired", "link.expired"),
            Map.entry("order-unknown", "error.order.unknown"),
            Map.entry("second-contact-required", "error.contact"),
            Map.entry("forbidden", "error.403"),
            Map.entry("csrf-refused", "error.form"),
            Map.entry("too-many-tries", "error.many"),
            Map.entry("too-many-requests", "error.many"),
            Map.entry("service-unavailable", "error.503"),
            Map.entry("internal-error", "error.500"));

    /** Makes them; the template {@code error} asks this bean, for a failure knows nothing of models. */
    @Component("errorPages")
    public static final class Factory {

        private final PageRenderer renderer;

        Factory(PageRenderer renderer) {
            this.renderer = renderer;
        }

        public ErrorPage of(String code, String traceId, Locale locale) {
            var language = Language.of(locale.toLanguageTag()).orElse(Language.root());
            return new ErrorPage(
                    renderer.layout(language),
                    renderer.messages(language),
                    KEYS.getOrDefault(code, "error.400"),
                    traceId.substring(0, Math.min(8, traceId.length())));
        }
    }

    /** Whether it is our fault. */
    public boolean isServerError() {
        return key.equals("error.500") || key.equals("error.503");
    }

    /** Whether another order may help. */
    public boolean offerFind() {
        return !isServerError() && !key.equals("error.403");
    }
}
