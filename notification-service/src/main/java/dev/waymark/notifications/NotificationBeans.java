package dev.waymark.notifications;

import dev.waymark.notifications.mongo.MongoSendLog;
import dev.waymark.notifications.mongo.MongoSendQueue;
import dev.waymark.notifications.mongo.MongoUndeliverableAddresses;
import dev.waymark.notifications.sending.DeliveryReports;
import dev.waymark.notifications.sending.MessageChannels;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.NotificationMetrics;
import dev.waymark.notifications.sending.Notifier;
import dev.waymark.notifications.sending.OrderUpdateProcessor;
import dev.waymark.notifications.sending.Redrive;
import dev.waymark.notifications.sending.RequestedMessageSender;
import dev.waymark.notifications.services.WebOrderServiceClient;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The use cases and their edges: each gets what its constructor asks for. */
final class NotificationBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(DeliveryReports.class);
        beans.registerBean(MessageChannels.class);
        beans.registerBean(MessageTemplates.class);
        beans.registerBean(MongoSendQueue.class);
        beans.registerBean(MongoSendLog.class);
        beans.registerBean(MongoUndeliverableAddresses.class);
        beans.registerBean(NotificationMetrics.class);
        beans.registerBean(Notifier.class);
        beans.registerBean(OrderUpdateProcessor.class);
        beans.registerBean(Redrive.class);
        beans.registerBean(RequestedMessageSender.class);
        beans.registerBean(SendingLanes.class);
        beans.registerBean(WebOrderServiceClient.class);
    }
}
