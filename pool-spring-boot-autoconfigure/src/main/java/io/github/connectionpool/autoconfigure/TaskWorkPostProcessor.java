package io.github.connectionpool.autoconfigure;

import java.lang.reflect.Field;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ReflectionUtils;

import io.github.connectionpool.context.TaskWork;

/**
 * Has each task of Spring's executors and schedulers count as a unit of work, whoever
 * made them. A {@link TaskDecorator} bean would reach only those that Spring Boot makes,
 * and would be one more where an application expects to have the only one.
 */
class TaskWorkPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(TaskWorkPostProcessor.class);

	/** Before: an executor looks for its decorator when it starts. */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		try {
			if (bean instanceof ThreadPoolTaskExecutor executor) {
				decorate(executor, ThreadPoolTaskExecutor.class, executor::setTaskDecorator, beanName);
			}
			else if (bean instanceof ThreadPoolTaskScheduler scheduler) {
				decorate(scheduler, ThreadPoolTaskScheduler.class, scheduler::setTaskDecorator, beanName);
			}
			else if (bean instanceof SimpleAsyncTaskExecutor executor) {
				decorate(executor, SimpleAsyncTaskExecutor.class, executor::setTaskDecorator, beanName);
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The end of tasks of '" + beanName + "' is not known", ex);
		}
		return bean;
	}

	/** Around the decorator there is, which nothing but the field tells. */
	private static void decorate(Object executor, Class<?> owner, Consumer<TaskDecorator> setter, String beanName) {
		Field field = ReflectionUtils.findField(owner, "taskDecorator", TaskDecorator.class);
		if (field == null) {
			logger.debug("The end of tasks of '" + beanName + "' is not known: it tells no decorator");
			return;
		}
		ReflectionUtils.makeAccessible(field);
		@Nullable TaskDecorator decorator = (TaskDecorator) ReflectionUtils.getField(field, executor);
		setter.accept(new TaskWork("a task of '" + beanName + "'", decorator));
	}

}
