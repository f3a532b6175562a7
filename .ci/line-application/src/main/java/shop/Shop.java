package shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Shop {

	/** Connections that are never returned. */
	static final List<Connection> LOST = new CopyOnWriteArrayList<>();

	private final OrderRepository orders;

	private final DataSource dataSource;

	private final HikariDataSource hikari;

	Shop(OrderRepository orders, DataSource dataSource, HikariDataSource hikari) {
		this.orders = orders;
		this.dataSource = dataSource;
		this.hikari = hikari;
	}

	@GetMapping("/orders")
	String orders() {
		this.orders.save(new PurchaseOrder("tea"));
		return "orders: " + this.orders.count();
	}

	@GetMapping("/leak")
	String leak() throws SQLException {
		lose(this.dataSource.getConnection());
		return "leaked";
	}

	@GetMapping("/hikari")
	String hikari() throws SQLException {
		return "injected: " + (this.hikari == this.dataSource) + ", instance: "
				+ (this.dataSource instanceof HikariDataSource) + ", unwrapped: "
				+ (this.dataSource.unwrap(HikariDataSource.class) == this.hikari) + ", cast: "
				+ ((HikariDataSource) this.dataSource).getMaximumPoolSize();
	}

	static void lose(Connection connection) throws SQLException {
		connection.createStatement().execute("select 1");
		LOST.add(connection);
	}

}
