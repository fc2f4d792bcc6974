package dev.waymark.platform.kafka;

/** What a failure was, in words that quote nothing of the record. */
final class Failures {

    private Failures() {}

    static boolean isPermanent(Throwable e) {
        return origin(e) instanceof UnprocessableRecord;
    }

    static String reason(Throwable e) {
        return origin(e) instanceof UnprocessableRecord unprocessable
                ? String.valueOf(unprocessable.getMessage())
                : origin(e).getClass().getName();
    }

    /** The unprocessable record in the chain of causes, else the innermost cause. */
    static Throwable origin(Throwable e) {
        var origin = e;
        while (!(origin instanceof UnprocessableRecord) && origin.getCause() != null) {
            origin = origin.getCause();
        }
        return origin;
    }
}
