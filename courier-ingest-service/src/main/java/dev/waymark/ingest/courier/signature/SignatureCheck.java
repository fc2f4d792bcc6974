package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.ReceivedWebhook;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An algorithm with the keys of one courier. */
interface SignatureCheck {

    /**
     * Whether any of {@code signatures} is right.
     *
     * @param content the signed bytes in parts, for a secret where the content holds one; absent when they are not there
     */
    Verdict judge(List<byte[]> signatures, Function<byte[], @Nullable List<byte[]>> content, ReceivedWebhook webhook);

    /** What came of it. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** The key that it names is not here yet. */
        KEY_NOT_CACHED;

        static Verdict of(boolean right) {
            return right ? RIGHT : WRONG;
        }
    }
}
