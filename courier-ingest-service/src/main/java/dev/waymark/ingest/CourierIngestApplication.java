package dev.waymark.ingest;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** A courier's webhook in, tracking events out. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CourierIngestApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /** As it is started, alone or beside the other services in one process. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(CourierIngestApplication.class)
                .web(WebApplicationType.REACTIVE)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.config.name=courier-ingest-service");
    }
}
