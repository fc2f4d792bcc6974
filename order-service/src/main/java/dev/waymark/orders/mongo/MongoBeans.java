package dev.waymark.orders.mongo;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.platform.mongo.IndexProvisioner;
import dev.waymark.platform.mongo.MongoSettings;
import net.javacrumbs.shedlock.provider.mongo.reactivestreams.ReactiveStreamsMongoLockProvider;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The stores in MongoDB. Needs a {@code MongoDatabase}. */
public final class MongoBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(MongoCollections.class);
        // Called as it is in the groups of health.
        beans.registerBean(
                "indexesHealthIndicator",
                IndexProvisioner.class,
                spec -> spec.supplier(context -> new IndexProvisioner(
                        context.bean(MongoClient.class),
                        context.bean(MongoDatabase.class),
                        context.bean(MongoSettings.class),
                        MongoIndexes.ALL)));
        beans.registerBean(MongoShipmentStore.class);
        beans.registerBean(MongoFormerShipmentKeys.class);
        beans.registerBean(MongoOrderStore.class);
        beans.registerBean(MongoOrderRepository.class);
        beans.registerBean(MongoPersonKeyStore.class);
        beans.registerBean(MongoOrderReservations.class);
        beans.registerBean(MongoIdempotencyStore.class);
        beans.registerBean(MongoRenewedLinkStore.class);
        beans.registerBean(
                ReactiveStreamsMongoLockProvider.class,
                spec -> spec.supplier(context -> new ReactiveStreamsMongoLockProvider(
                        context.bean(MongoCollections.class).locks())));
    }
}
