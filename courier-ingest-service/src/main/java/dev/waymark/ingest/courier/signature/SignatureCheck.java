package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An algorithm with the keys of one courier. */
@FunctionalInterface
interface SignatureCheck {

    /**
     * Why none of {@code signatures} is valid; empty when one is.
     *
     * @param content the signed bytes in parts, for a secret where the content holds one; absent when a part is missing
     */
    Optional<RejectionReason> check(
            List<byte[]> signatures, Function<byte[], @Nullable List<byte[]>> content, ReceivedWebhook webhook);

    static Optional<RejectionReason> result(boolean isValid) {
        return isValid ? Optional.empty() : Optional.of(RejectionReason.SIGNATURE_INVALID);
    }
}
