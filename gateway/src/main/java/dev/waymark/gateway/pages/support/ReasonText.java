package dev.waymark.gateway.pages.support;

import dev.waymark.wording.MessageBundle;
import java.util.Map;

/** Why a message was not sent, in words. */
final class ReasonText {

    private ReasonText() {}

    /**
     * Of {@code smtp-rcpt-5.1} the words of the longest beginning that has some, here {@code smtp-rcpt}, and then the reason
     * itself: who mends it looks for that.
     */
    static String of(String reason, MessageBundle messages) {
        var known = reason;
        while (!known.isEmpty()) {
            var words = messages.find("reason." + known, Map.of());
            if (words.isPresent()) {
                return known.equals(reason) && isDecision(reason)
                        ? words.orElseThrow()
                        : words.orElseThrow() + " (" + reason + ")";
            }
            known = known.substring(0, Math.max(0, known.lastIndexOf('-')));
        }
        return messages.get("reason.other", Map.of("reason", reason));
    }

    /** Ours, and not a provider's. */
    private static boolean isDecision(String reason) {
        return Character.isUpperCase(reason.charAt(0));
    }
}
