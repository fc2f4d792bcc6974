package dev.waymark.orders;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The order service. Its settings are in {@code order-service.yaml}, so that it can share a class path with others. */
@ConfigurationPropertiesScan
@SpringBootApplication(proxyBeanMethods = false)
public class OrderServiceApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /** Ready to run, alone or beside the other services. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(OrderServiceApplication.class)
                .web(WebApplicationType.REACTIVE)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.config.name=order-service", "spring.jmx.enabled=false");
    }
}
