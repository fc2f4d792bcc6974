package dev.waymark.contract.view;

import java.util.List;

/** Messages that failed or are uncertain, counted by their reason, the most frequent first. */
public record FailedMessages(List<ReasonCount> reasons) {

    public FailedMessages {
        reasons = List.copyOf(reasons);
    }

    /**
     * How many there are of one reason.
     *
     * @param reason for which they ended, such as {@code smtp-rcpt-5.7}; {@code none} where the process ended in the provider's call
     * @param uncertain how many a provider may have
     */
    public record ReasonCount(String reason, long failed, long uncertain) {

        /** Of both. */
        public long total() {
            return failed + uncertain;
        }
    }
}
