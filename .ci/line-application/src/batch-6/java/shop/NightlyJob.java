package shop;

import javax.sql.DataSource;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration
class NightlyJob {

	@Bean
	Job nightly(JobRepository repository, PlatformTransactionManager transactions, DataSource dataSource) {
		return new JobBuilder("nightly", repository)
			.start(new StepBuilder("export", repository).tasklet((contribution, chunk) -> {
				Shop.lose(dataSource.getConnection());
				return RepeatStatus.FINISHED;
			}, transactions).build())
			.build();
	}

}
