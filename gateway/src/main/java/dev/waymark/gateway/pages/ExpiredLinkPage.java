package dev.waymark.gateway.pages;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A link that opens nothing any more, and the way to a new one.
 *
 * @param href the link itself: a new one is asked for there
 * @param isAsked whether one was asked for just now
 * @param waitMinutes how long to wait after asking too often; absent when there was no such thing
 */
record ExpiredLinkPage(
        String href, boolean isAsked, @Nullable Integer waitMinutes) {

    static ExpiredLinkPage offering(String href) {
        return new ExpiredLinkPage(href, false, null);
    }

    ExpiredLinkPage asked() {
        return new ExpiredLinkPage(href, true, null);
    }

    ExpiredLinkPage tooMany(Duration wait) {
        return new ExpiredLinkPage(href, false, FindOrderPage.minutes(wait));
    }

    public Severity severity() {
        return isAsked ? Severity.GO : Severity.WAIT;
    }
}
