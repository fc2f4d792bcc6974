package dev.waymark.ingest.quarantine;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Registers what lists and replays quarantined webhooks. */
public final class QuarantineBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(ReplayMetrics.class);
        registry.registerBean(QuarantineService.class);
    }
}
