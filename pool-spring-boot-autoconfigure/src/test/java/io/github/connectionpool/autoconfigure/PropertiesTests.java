package io.github.connectionpool.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.sizing.Workload;

import static org.assertj.core.api.Assertions.assertThat;

class PropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConnectionPoolAutoConfiguration.class));

	@Test
	void defaultsAreThoseOfTheDocumentation() {
		this.contextRunner.run((context) -> {
			ConnectionPoolProperties properties = context.getBean(ConnectionPoolProperties.class);
			assertThat(properties.enabled()).isTrue();
			assertThat(properties.exclude()).isEmpty();
			assertThat(properties.checkInterval()).isEqualTo(Duration.ofSeconds(1));
			assertThat(properties.utilization())
				.isEqualTo(new ConnectionPoolProperties.Utilization(0.80, 0.95, Duration.ofSeconds(10)));
			assertThat(properties.leak().threshold()).isEqualTo(Duration.ofMinutes(5));
			assertThat(properties.capture().stack()).isEqualTo(StackCapture.ADAPTIVE);
			assertThat(properties.capture().applicationPackages()).isEmpty();
			assertThat(properties.health().criticalStatus()).isEqualTo("OUT_OF_SERVICE");
			assertThat(properties.sizing())
				.isEqualTo(new ConnectionPoolProperties.Sizing(true, null, null, 1, Workload.MIXED));
			assertThat(properties.fleet().instances()).isNull();
		});
	}

	@Test
	void groupOfWhichNothingIsConfiguredHasTheDefaultsItWouldBeBoundTo() {
		this.contextRunner.run((context) -> {
			ConnectionPoolProperties properties = context.getBean(ConnectionPoolProperties.class);
			for (RecordComponent group : ConnectionPoolProperties.class.getRecordComponents()) {
				if (group.getType().isRecord()) {
					assertThat(group.getAccessor().invoke(properties))
						.isEqualTo(new Binder().bindOrCreate("nothing", Bindable.of(group.getType())));
				}
			}
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					connectionpool.utilization.warning       | 1.2   | 1.2   | a number from 0 to 1
					connectionpool.utilization.warning       | -0.1  | -0.1  | a number from 0 to 1
					connectionpool.utilization.warning       | NaN   | NaN   | a number from 0 to 1
					connectionpool.utilization.critical      | 80    | 80.0  | a number from 0 to 1
					connectionpool.utilization.warning       | 0.96  | 0.96  | connectionpool.utilization.critical, which is 0.95
					connectionpool.utilization.sustain       | -1s   | -1000ms | a duration from 0ms to 86400000ms
					connectionpool.check-interval            | 0s    | 0ms   | a duration from 100ms to 60000ms
					connectionpool.check-interval            | -5s   | -5000ms | a duration from 100ms to 60000ms
					connectionpool.leak.threshold            | 0s    | 0ms   | a duration from 1000ms
					connectionpool.sizing.cores              | 0     | 0     | a whole number from 1 to 10000
					connectionpool.sizing.database-cores     | -4    | -4    | a whole number from 1 to 10000
					connectionpool.sizing.spindles           | -1    | -1    | a whole number from 0 to 10000
					connectionpool.fleet.instances           | 0     | 0     | a whole number from 1 to 100000
					connectionpool.capture.application-packages | com.shop.* | com.shop.* | names of packages
					""")
	void valueThatMakesNoSenseStopsTheStartAndIsNamed(String property, String value, String shown, String allowed) {
		this.contextRunner.withPropertyValues(property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = Objects.requireNonNull(context.getStartupFailure());
			FailureAnalysis analysis = new InvalidPropertyFailureAnalyzer().analyze(failure);
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("'" + property + "' is '" + shown);
			assertThat(analysis.getAction()).contains("'" + property + "'").contains(allowed);
		});
	}

	@Test
	void unknownWorkloadStopsTheStart() {
		this.contextRunner.withPropertyValues("connectionpool.sizing.workload=fast")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("io.github.connectionpool.internal.sizing.Workload.fast"));
	}

}
