package dev.waymark.platform;

import java.time.DateTimeException;
import java.util.List;
import java.util.MissingResourceException;
import java.util.NoSuchElementException;
import reactor.core.Exceptions;
import tools.jackson.core.JacksonException;

/** Tells a failure of code, which meets the same data each time, from one of a part that is away. */
public final class Bugs {

    /** What a store or broker that is away, a deadline or a stop never shows as. */
    private static final List<Class<? extends Throwable>> OF_CODE = List.of(
            ArithmeticException.class,
            ClassCastException.class,
            DateTimeException.class,
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            JacksonException.class,
            MissingResourceException.class,
            NoSuchElementException.class,
            NullPointerException.class,
            UnsupportedOperationException.class,
            StackOverflowError.class);

    private Bugs() {}

    /** Whether trying again with the same data is of no use. An exception that is not known to be so may be an outage. */
    public static boolean isBug(Throwable failure) {
        var thrown = Exceptions.unwrap(failure);
        return OF_CODE.stream().anyMatch(kind -> kind.isInstance(thrown));
    }

    /** In words that quote nothing of the data. */
    public static String reason(Throwable bug) {
        return "bug: " + Exceptions.unwrap(bug).getClass().getSimpleName();
    }
}
