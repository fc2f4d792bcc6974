package dev.waymark.ingest.dryrun;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Registers what tries mappings out. */
public final class DryRunBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(MappingDryRun.class);
        registry.registerBean(ShadowMappingComparison.class);
    }
}
