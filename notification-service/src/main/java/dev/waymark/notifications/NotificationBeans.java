package dev.waymark.notifications;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.notifications.domain.NotificationRules;
import dev.waymark.notifications.mongo.MongoRetryStore;
import dev.waymark.notifications.mongo.MongoSendLog;
import dev.waymark.notifications.sending.MessageChannels;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.NotificationMetrics;
import dev.waymark.notifications.sending.Notifier;
import dev.waymark.notifications.sending.OrderUpdateProcessor;
import dev.waymark.notifications.sending.RequestedMessageSender;
import dev.waymark.notifications.services.WebOrderServiceClient;
import dev.waymark.platform.crypto.Hmac;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;

/** The use cases and their edges. A bean without a supplier gets what its constructor asks for. */
final class NotificationBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(MessageChannels.class);
        beans.registerBean(MessageTemplates.class);
        beans.registerBean(MongoRetryStore.class);
        beans.registerBean(MongoSendLog.class);
        beans.registerBean(NotificationMetrics.class);
        beans.registerBean(Notifier.class);
        beans.registerBean(OrderUpdateProcessor.class);
        beans.registerBean(RequestedMessageSender.class);
        beans.registerBean(RetryScheduler.class);
        beans.registerBean(WebOrderServiceClient.class);
        register(beans, NotificationRules.class, context -> settings(context).rules());
        register(beans, Hmac.class, context -> new Hmac(settings(context).recipientHashKey()));
        register(
                beans,
                MongoDatabase.class,
                context -> context.bean(MongoClient.class)
                        .getDatabase(settings(context).database()));
        register(
                beans,
                ServiceTokens.class,
                context -> ServiceTokens.of(
                        NotificationConfiguration.NAME, context.bean(ServiceKeys.class), context.bean(Clock.class)));
    }

    private static <T> void register(BeanRegistry beans, Class<T> type, Function<SupplierContext, T> supplier) {
        beans.registerBean(type, bean -> bean.supplier(supplier));
    }

    private static NotificationSettings settings(SupplierContext context) {
        return context.bean(NotificationSettings.class);
    }
}
