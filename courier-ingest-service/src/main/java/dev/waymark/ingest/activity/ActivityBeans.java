package dev.waymark.ingest.activity;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Registers what notices silent couriers. */
public final class ActivityBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(ActivityTracker.class);
        registry.registerBean(InactivityMonitor.class);
    }
}
