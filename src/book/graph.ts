/** Computational graphs of numbers (ch. 5.1 to 5.4): nodes that remember what they were given, and hand gradients back. */

export interface GraphNode {
  forward(x: number, y: number): number;
  /** Gradients with respect to both inputs of the last forward pass. */
  backward(dout: number): [dx: number, dy: number];
}

/** out = x y      dx = dout y      dy = dout x */
export class MulLayer implements GraphNode {
  #x = 0;
  #y = 0;

  forward(x: number, y: number): number {
    [this.#x, this.#y] = [x, y];
    return x * y;
  }

  backward(dout: number): [number, number] {
    return [dout * this.#y, dout * this.#x];
  }
}

/** out = x + y      dx = dy = dout */
export class AddLayer implements GraphNode {
  forward(x: number, y: number): number {
    return x + y;
  }

  backward(dout: number): [number, number] {
    return [dout, dout];
  }
}

export interface Purchase {
  apple: number;
  apples: number;
  orange: number;
  oranges: number;
  tax: number;
}

/** The shopping of ch. 5.4: apples and oranges, and a tax on both; what each figure adds to the price. */
export function buyFruit({ apple, apples, orange, oranges, tax }: Purchase): { price: number; gradients: Purchase } {
  const [mulApple, mulOrange, mulTax] = [new MulLayer(), new MulLayer(), new MulLayer()];
  const addFruit = new AddLayer();
  const price = mulTax.forward(addFruit.forward(mulApple.forward(apple, apples), mulOrange.forward(orange, oranges)), tax);
  const [dFruit, dTax] = mulTax.backward(1);
  const [dApples, dOranges] = addFruit.backward(dFruit);
  const [dApple, dAppleNumber] = mulApple.backward(dApples);
  const [dOrange, dOrangeNumber] = mulOrange.backward(dOranges);
  return { price, gradients: { apple: dApple, apples: dAppleNumber, orange: dOrange, oranges: dOrangeNumber, tax: dTax } };
}
