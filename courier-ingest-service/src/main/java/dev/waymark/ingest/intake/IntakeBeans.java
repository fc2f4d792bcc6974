package dev.waymark.ingest.intake;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Registers the use case. */
public final class IntakeBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(WebhookMetrics.class);
        registry.registerBean(WebhookIntake.class);
    }
}
