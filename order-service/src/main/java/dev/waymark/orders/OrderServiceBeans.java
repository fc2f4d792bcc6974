package dev.waymark.orders;

import dev.waymark.orders.ordering.IdempotentExecutor;
import dev.waymark.orders.ordering.OrderIntake;
import dev.waymark.orders.ordering.OrderRequestParser;
import dev.waymark.orders.people.BlindIndex;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.PersonIndexer;
import dev.waymark.orders.people.PersonKeyStore;
import dev.waymark.orders.people.PersonalDataVault;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.ShipmentProjection;
import dev.waymark.orders.query.OrderLinks;
import dev.waymark.orders.query.OrderPages;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.orders.query.OrderRepository;
import dev.waymark.orders.query.OrderViewLoader;
import dev.waymark.orders.query.RenewedLinkStore;
import dev.waymark.orders.query.SupportSearch;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import dev.waymark.platform.crypto.Hmac;
import java.time.Clock;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The use cases and jobs of this service. A bean without a supplier gets what its constructor asks for. */
final class OrderServiceBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(ShipmentProjection.class);
        beans.registerBean(OrderProjection.class);
        beans.registerBean(OutboxRelay.class);
        beans.registerBean(CleanupJob.class);

        beans.registerBean(OrderIntake.class);
        beans.registerBean(IdempotentExecutor.class);
        beans.registerBean(OrderViewLoader.class);
        beans.registerBean(OrderQueries.class);
        beans.registerBean(OrderPages.class);
        beans.registerBean(SupportSearch.class);
        beans.registerBean(PersonIndexer.class);
        beans.registerBean(BlindIndex.class);
        beans.registerBean(
                OrderRequestParser.class,
                spec -> spec.supplier(context -> new OrderRequestParser(
                        context.bean(ContactParser.class),
                        context.bean(TrackingNumberDetector.class),
                        settings(context).language(),
                        settings(context).timeZone())));
        beans.registerBean(
                OrderLinks.class,
                spec -> spec.supplier(context -> new OrderLinks(
                        context.bean(OrderRepository.class),
                        context.bean(OrderQueries.class),
                        context.bean(OrderViewLoader.class),
                        context.bean(RenewedLinkStore.class),
                        context.bean(LinkTokens.class),
                        settings(context).links().live(),
                        context.bean(Clock.class))));
        beans.registerBean(
                PersonalDataVault.class,
                spec -> spec.supplier(context -> new PersonalDataVault(
                        settings(context).masterKey(),
                        context.bean(Hmac.class),
                        context.bean(PersonKeyStore.class),
                        context.bean(JsonMapper.class))));
        beans.registerBean(
                TrackingNumberDetector.class,
                spec -> spec.supplier(context -> new TrackingNumberDetector(
                        settings(context).recognition().couriers(),
                        settings(context).recognition().reportedBy())));
        beans.registerBean(
                ContactParser.class,
                spec -> spec.supplier(
                        context -> new ContactParser(settings(context).region())));
        beans.registerBean(
                Hmac.class,
                spec -> spec.supplier(context -> new Hmac(settings(context).indexKey())));
        beans.registerBean(
                LinkTokens.class,
                spec -> spec.supplier(
                        context -> new LinkTokens(new Hmac(settings(context).linkKey()))));
    }

    private static OrderSettings settings(SupplierContext context) {
        return context.bean(OrderSettings.class);
    }
}
