package dev.waymark.embedded.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Condition;

/** What a topic holds, by conditions on the text of its records; waits for them. */
public final class TopicAssert extends AbstractAssert<TopicAssert, TopicReader> {

    private final String topic;

    TopicAssert(TopicReader reader, String topic) {
        super(reader, TopicAssert.class);
        this.topic = topic;
    }

    public TopicAssert hasOne(Condition<? super String> expected) {
        return hasOnly(List.of(expected));
    }

    /** One record each, in any order, and no other. */
    public TopicAssert hasOnly(List<? extends Condition<? super String>> expected) {
        var texts = actual.all(topic, expected.size()).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
        expected.forEach(condition -> assertThat(texts).as(topic).haveExactly(1, condition));
        return this;
    }
}
