package dev.waymark.orders;

import dev.waymark.orders.deadletters.DeadLetterService;
import dev.waymark.orders.ordering.CourierConnections;
import dev.waymark.orders.ordering.IdempotentExecutor;
import dev.waymark.orders.ordering.OrderAmender;
import dev.waymark.orders.ordering.OrderChanges;
import dev.waymark.orders.ordering.OrderIntake;
import dev.waymark.orders.ordering.OrderRecords;
import dev.waymark.orders.ordering.OrderRequestParser;
import dev.waymark.orders.ordering.ShipmentBounds;
import dev.waymark.orders.people.BlindIndex;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.PersonIndexer;
import dev.waymark.orders.people.PersonalDataVault;
import dev.waymark.orders.people.VaultSettings;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.ShipmentProjection;
import dev.waymark.orders.query.OrderLinks;
import dev.waymark.orders.query.OrderPages;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.orders.query.OrderViewLoader;
import dev.waymark.orders.query.OwnerAccess;
import dev.waymark.orders.query.SupportSearch;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import dev.waymark.platform.crypto.Hmac;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The use cases and jobs of this service. A bean without a supplier gets what its constructor asks for. */
final class OrderServiceBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(ShipmentProjection.class);
        beans.registerBean(OrderProjection.class);
        beans.registerBean(OutboxRelay.class);
        beans.registerBean(CleanupJob.class);
        beans.registerBean(DeadLetterMonitor.class);
        beans.registerBean(DeadLetterService.class);

        beans.registerBean(OrderIntake.class);
        beans.registerBean(OrderChanges.class);
        beans.registerBean(OrderAmender.class);
        beans.registerBean(OrderRecords.class);
        beans.registerBean(CourierConnections.class);
        beans.registerBean(ShipmentBounds.class);
        beans.registerBean(IdempotentExecutor.class);
        beans.registerBean(OrderViewLoader.class);
        beans.registerBean(OrderQueries.class);
        beans.registerBean(OwnerAccess.class);
        beans.registerBean(OrderPages.class);
        beans.registerBean(SupportSearch.class);
        beans.registerBean(PersonIndexer.class);
        beans.registerBean(BlindIndex.class);
        beans.registerBean(OrderLinks.class);
        beans.registerBean(PersonalDataVault.class);
        beans.registerBean(LinkTokens.class);
        beans.registerBean(ContactParser.class);
        beans.registerBean(OrderRequestParser.class);
        beans.registerBean(TrackingNumberDetector.class);
        beans.registerBean(
                Hmac.class,
                spec -> spec.supplier(
                        context -> context.bean(VaultSettings.class).indexHmac()));
    }
}
