package dev.waymark.notifications;

import dev.waymark.notifications.domain.NotificationRules;
import dev.waymark.notifications.sending.MessageChannels;
import dev.waymark.notifications.sending.Notifier;
import dev.waymark.notifications.sending.OrderUpdateProcessor;
import dev.waymark.notifications.sending.RequestedMessageSender;
import dev.waymark.notifications.sending.SendingRules;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The beans that need nothing but their constructor's arguments. */
class NotificationBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                NotificationRules.class,
                bean -> bean.supplier(
                        context -> context.bean(NotificationSettings.class).rules()));
        registry.registerBean(
                SendingRules.class,
                bean -> bean.supplier(
                        context -> context.bean(NotificationSettings.class).sending()));
        registry.registerBean(MessageChannels.class);
        registry.registerBean(MicrometerNotificationMetrics.class);
        registry.registerBean(Notifier.class);
        registry.registerBean(OrderUpdateProcessor.class);
        registry.registerBean(RequestedMessageSender.class);
        registry.registerBean(RetryScheduler.class);
    }
}
