package dev.waymark.notifications;

import dev.waymark.tokens.ServiceKeys;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Order updates in, e-mail and SMS out. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableConfigurationProperties(ServiceKeys.class)
public class NotificationServiceApplication {

    /** Its configuration has a name of its own, so that it can start alone and in one JVM with others. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(NotificationServiceApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=notification-service");
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
