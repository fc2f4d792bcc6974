package dev.waymark.gateway.pages.guest;

import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.pages.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A link that opens nothing any more, and the way to a new one.
 *
 * @param href the link itself: a new one is asked for there
 * @param isAsked whether one was asked for just now
 * @param waitMinutes how long to wait after asking too often; absent when there was no such thing
 */
public record ExpiredLinkPage(
        String href, boolean isAsked, @Nullable Integer waitMinutes) {

    public static ExpiredLinkPage offering(String href) {
        return new ExpiredLinkPage(href, false, null);
    }

    public ExpiredLinkPage asked() {
        return new ExpiredLinkPage(href, true, null);
    }

    public ExpiredLinkPage tooMany(Duration wait) {
        return new ExpiredLinkPage(href, false, PageRenderer.minutes(wait));
    }

    public Severity severity() {
        return isAsked ? Severity.GO : Severity.WAIT;
    }
}
