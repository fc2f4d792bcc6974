package dev.waymark.orders.mongo;

import net.javacrumbs.shedlock.provider.mongo.reactivestreams.ReactiveStreamsMongoLockProvider;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The stores in MongoDB. Needs a {@code MongoDatabase}. */
public final class MongoBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(MongoCollections.class);
        beans.registerBean(MongoIndexes.class);
        beans.registerBean(MongoShipmentStore.class);
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
