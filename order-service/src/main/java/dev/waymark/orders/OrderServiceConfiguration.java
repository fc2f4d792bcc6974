package dev.waymark.orders;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.orders.mongo.MongoBeans;
import dev.waymark.platform.ServiceConfiguration;
import dev.waymark.platform.mongo.MongoClientConfiguration;
import dev.waymark.platform.web.ConnectionConfiguration;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The database and the scheduler; the clock, MongoDB's client, use cases and stores are imported. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableSchedulerLock(defaultLockAtMostFor = "5m")
@Import({
    ServiceConfiguration.class,
    ConnectionConfiguration.class,
    MongoClientConfiguration.class,
    OrderServiceBeans.class,
    MongoBeans.class
})
class OrderServiceConfiguration {

    @Bean
    MongoDatabase database(MongoClient client, @Value("${waymark.orders.database:waymark_orders}") String name) {
        return client.getDatabase(name);
    }
}
