package dev.waymark.platform.kafka;

import static java.util.stream.Collectors.toSet;

import dev.waymark.contract.TopicDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing and gives existing ones the settings of their definition. The number of partitions
 * and of copies is left as it is, since with more partitions records of one key overtake each other; a difference is
 * logged.
 */
final class TopicProvisioner {

    private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final long TIMEOUT_SECONDS = 5;

    private final Admin admin;
    private final TopicSettings settings;

    TopicProvisioner(Admin admin, TopicSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** The names of the topics that are there now. */
    Set<String> provision(List<TopicDefinition> topics) {
        var present = await(admin.listTopics().names());
        create(topics.stream().filter(topic -> !present.contains(topic.name())).toList());
        correct(topics.stream().filter(topic -> present.contains(topic.name())).toList());
        return topics.stream().map(TopicDefinition::name).collect(toSet());
    }

    private void create(List<TopicDefinition> topics) {
        var creations = admin.createTopics(topics.stream().map(this::newTopic).toList());
        for (var creation : creations.values().values()) {
            try {
                await(creation);
            } catch (TopicExistsException _) {
                // Services start side by side: another one was faster.
            }
        }
    }

    private NewTopic newTopic(TopicDefinition topic) {
        return new NewTopic(topic.name(), topic.partitions(settings.partitions()), settings.replicas())
                .configs(topic.configuration(settings.replicas()));
    }

    private void correct(List<TopicDefinition> topics) {
        var names = topics.stream().map(TopicDefinition::name).toList();
        var resources = topics.stream().map(TopicProvisioner::resource).toList();
        var descriptions = await(admin.describeTopics(names).allTopicNames());
        var configurations = await(admin.describeConfigs(resources).all());
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var topic : topics) {
            var resource = resource(topic);
            var description = descriptions.get(topic.name());
            var configuration = configurations.get(resource);
            if (description == null || configuration == null) {
                continue;
            }
            compareLayout(topic, description);
            var corrections = corrections(topic, description, configuration);
            if (!corrections.isEmpty()) {
                changes.put(resource, corrections);
            }
        }
        await(admin.incrementalAlterConfigs(changes).all());
    }

    private void compareLayout(TopicDefinition topic, TopicDescription description) {
        logIfDifferent(
                topic,
                "partitions",
                topic.partitions(settings.partitions()),
                description.partitions().size());
        logIfDifferent(topic, "replicas", settings.replicas(), replicas(description));
    }

    private static void logIfDifferent(TopicDefinition topic, String what, int defined, int found) {
        if (defined != found) {
            log.warn("topic differs, left as it is: topic={} {}={} defined={}", topic.name(), what, found, defined);
        }
    }

    /** The rule for copies in sync follows the copies that there are, not those that the settings ask for. */
    private static Collection<AlterConfigOp> corrections(
            TopicDefinition topic, TopicDescription description, Config configuration) {
        var corrections = new ArrayList<AlterConfigOp>();
        topic.configuration(replicas(description)).forEach((name, defined) -> {
            var entry = configuration.get(name);
            var found = entry == null ? null : entry.value();
            if (!defined.equals(found)) {
                log.warn("topic differs, corrected: topic={} {}={} defined={}", topic.name(), name, found, defined);
                corrections.add(new AlterConfigOp(new ConfigEntry(name, defined), AlterConfigOp.OpType.SET));
            }
        });
        return corrections;
    }

    private static int replicas(TopicDescription description) {
        return description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    private static ConfigResource resource(TopicDefinition topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e);
        } catch (TimeoutException e) {
            throw new KafkaException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
