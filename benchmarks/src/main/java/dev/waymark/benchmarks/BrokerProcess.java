package dev.waymark.benchmarks;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process of its own, so that its work is not counted as a service's. Arguments: directory and port. */
public final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (var broker = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(BaselineEndpoint.TOPIC, Optional.of(4), Optional.empty())))
                    .all()
                    .get();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            new CountDownLatch(1).await();
        }
    }
}
