package io.github.connectionpool.internal.product;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

class PoolEdgeCaseTests {

	/** Its target class is a known product, but it is no object of it. */
	@Test
	void aProxyOfTheInterfacesOfAPoolIsNoPool() {
		try (HikariDataSource dataSource = TestPools.hikari(7)) {
			ProxyFactory factory = new ProxyFactory(dataSource);
			PoolProducts products = new PoolProducts(null, () -> (other) -> null);
			assertThat(products.statistics((DataSource) factory.getProxy())).isNull();
			assertThat(products.limit((DataSource) factory.getProxy())).isNull();
		}
	}

}
