package io.github.connectionpool.internal.checkout;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PoolRegistryTests {

	private final PoolRegistry pools = new PoolRegistry();

	@Test
	void finds() {
		MonitoredPool orders = pool("orders");
		this.pools.add(orders);
		assertThat(this.pools.get("orders")).isSameAs(orders);
		assertThat(this.pools.get("stock")).isNull();
	}

	@Test
	void listsInTheOrderOfTheNames() {
		this.pools.add(pool("stock"));
		this.pools.add(pool("orders"));
		this.pools.add(pool("users"));
		assertThat(this.pools.all()).extracting(MonitoredPool::name).containsExactly("orders", "stock", "users");
	}

	@Test
	void aListStaysAsItIs() {
		this.pools.add(pool("stock"));
		List<MonitoredPool> before = this.pools.all();
		this.pools.add(pool("orders"));
		assertThat(before).hasSize(1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(before::clear);
	}

	@Test
	void aListenerIsToldOnceOfThoseThatAreThere() {
		MonitoredPool orders = pool("orders");
		MonitoredPool stock = pool("stock");
		this.pools.add(orders);
		this.pools.add(stock);
		List<MonitoredPool> told = new ArrayList<>();
		this.pools.onEach(told::add);
		assertThat(told).containsExactly(orders, stock);
	}

	@Test
	void everyListenerIsToldOnceOfThoseToCome() {
		List<MonitoredPool> first = new ArrayList<>();
		List<MonitoredPool> second = new ArrayList<>();
		this.pools.onEach(first::add);
		this.pools.onEach(second::add);
		MonitoredPool orders = pool("orders");
		this.pools.add(orders);
		assertThat(first).containsExactly(orders);
		assertThat(second).containsExactly(orders);
	}

	@Test
	void aPoolThatReplacesAnotherIsTold() {
		MonitoredPool before = pool("orders");
		MonitoredPool after = pool("orders");
		List<MonitoredPool> told = new ArrayList<>();
		this.pools.onEach(told::add);
		this.pools.add(before);
		this.pools.add(after);
		assertThat(told).containsExactly(before, after);
		assertThat(this.pools.all()).containsExactly(after);
		assertThat(this.pools.get("orders")).isSameAs(after);
	}

	@Test
	void aPoolThatWasReplacedIsNotTold() {
		this.pools.add(pool("orders"));
		MonitoredPool after = pool("orders");
		this.pools.add(after);
		List<MonitoredPool> told = new ArrayList<>();
		this.pools.onEach(told::add);
		assertThat(told).containsExactly(after);
	}

	private static MonitoredPool pool(String name) {
		return TestPools.pool(name, new TestPools.Numbers());
	}

}
