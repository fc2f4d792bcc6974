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
record ExpiredLink(String href, boolean isAsked, @Nullable Integer waitMinutes) {

    static ExpiredLink offering(String href) {
        return new ExpiredLink(href, false, null);
    }

    ExpiredLink asked() {
        return new ExpiredLink(href, true, null);
    }

    ExpiredLink tooMany(Duration wait) {
        return new ExpiredLink(href, false, FindForm.minutes(wait));
    }

    public Tone tone() {
        return isAsked ? Tone.GO : Tone.WAIT;
    }
}
