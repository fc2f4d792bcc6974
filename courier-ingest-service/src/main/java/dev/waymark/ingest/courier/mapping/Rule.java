package dev.waymark.ingest.courier.mapping;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a mapping that selects fields of a payload. */
@FunctionalInterface
interface Rule {

    /** The fields whose whole text may be shown to readers who may not see personal data. */
    Stream<RelativeJsonPointer> visible();

    /** Several rules as one. */
    static Rule all(List<? extends Rule> rules) {
        return () -> rules.stream().flatMap(Rule::visible);
    }

    static Stream<RelativeJsonPointer> visibleOf(@Nullable Rule... rules) {
        return Stream.of(rules).flatMap(rule -> rule == null ? Stream.empty() : rule.visible());
    }
}
