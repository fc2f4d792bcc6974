package dev.waymark.contract.view;

import dev.waymark.contract.Channel;

/**
 * A contact as the order service reads it.
 *
 * @param personRef a keyed hash: the same for every spelling of the contact, and no way back
 * @param normalized {@code a@b.example} or {@code +79161234567}; never logged, never in a cookie
 * @param known whether any order bears it; what is answered to the outside must not depend on it
 */
public record ResolvedPerson(String personRef, Channel channel, String normalized, boolean known) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "ResolvedPerson[" + personRef + ", " + channel + "]";
    }
}
